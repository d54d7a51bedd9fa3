import { createShadowClient, flagdJson, type ShadowClient } from '@shadow-mode/client'
import { createShadowClient as createPlainClient } from '@shadow-mode/client/plain'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, test, vi } from 'vitest'
import { ShadowProvider } from './shadow-provider.ts'
import { fakeClient } from './testing/fake-client.ts'
import { useShadowPredict } from './use-shadow-predict.ts'
import { useShadowPrediction } from './use-shadow-prediction.ts'
import { useShadowStatus } from './use-shadow-status.ts'

type Client = ShadowClient<{ limit: number }, string>

afterEach(() => {
  vi.restoreAllMocks()
})

const Show = ({ input }: { input: { limit: number } | null }) => {
  const { status } = useShadowPrediction<Client>(input)
  return `${status} ${useShadowPredict<Client>().status} ${useShadowStatus().sampled}`
}

test.each([
  [{ limit: 1 }, 'pending idle 0'],
  [null, 'idle idle 0'],
])('a server renders %j as "%s" and predicts nothing', async (input, html) => {
  const { client, calls } = fakeClient<{ limit: number }, string>()
  const page = createElement(ShadowProvider, { client }, createElement(Show, { input }))
  expect(renderToString(page)).toBe(html)
  await Promise.resolve()
  expect(calls).toHaveLength(0)
})

const fixed = { plan: { serve: 'live', shadowRate: 1 } } as const
const flagged = { flags: flagdJson({ url: 'https://collect.example/flags.json' }) }

const forbidden = (name: string) => () => {
  throw new Error(`${name} was read`)
}

/** Next 16 refuses to prerender a component that reads one of these. */
function forbidTimeAndRandom() {
  vi.spyOn(Date, 'now').mockImplementation(forbidden('Date.now'))
  vi.spyOn(Math, 'random').mockImplementation(forbidden('Math.random'))
  vi.spyOn(crypto, 'getRandomValues').mockImplementation(forbidden('crypto.getRandomValues'))
  vi.spyOn(crypto, 'randomUUID').mockImplementation(forbidden('crypto.randomUUID'))
  class NoDate {
    static readonly now = Date.now
    constructor() {
      throw new Error('new Date was called')
    }
  }
  vi.stubGlobal('Date', NoDate)
  return () => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  }
}

test.each([
  ['the page’s entry', createShadowClient, fixed],
  ['the page’s entry, with flags', createShadowClient, flagged],
  ['the plain entry', createPlainClient, fixed],
  ['the plain entry, with flags', createPlainClient, flagged],
])(
  'a client of %s is made and renders on a server without time or random, and asks nobody',
  async (_, create, planned) => {
    let calls = 0
    const predict = async () => `${++calls}`
    const allow = forbidTimeAndRandom()
    const client = create<{ limit: number }, string>({
      experiment: 'e',
      live: { version: '1', predict },
      candidate: { version: '2', predict },
      collector: { url: 'https://collect.example', key: 'k' },
      ...planned,
    })
    const page = createElement(ShadowProvider, { client }, createElement(Show, { input: { limit: 1 } }))
    const html = renderToString(page)
    allow()
    expect(html).toBe('pending idle 0')
    await client.close()
    expect(calls).toBe(0)
  },
)
