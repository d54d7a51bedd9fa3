import { createShadowClient } from '@shadow-mode/client'
import { createShadowClient as createPlainClient } from '@shadow-mode/client/plain'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ShadowProvider } from './shadow-provider.ts'
import { fakeClient } from './testing/fake-client.ts'
import { useShadowPrediction } from './use-shadow-prediction.ts'
import { useShadowStatus } from './use-shadow-status.ts'

const Show = ({ input }: { input: { limit: number } | null }) => {
  const { status } = useShadowPrediction<{ limit: number }, string>(input)
  return `${status} ${useShadowStatus().sampled}`
}

test.each([
  [{ limit: 1 }, 'pending 0'],
  [null, 'idle 0'],
])('a server renders %j as "%s" and predicts nothing', async (input, html) => {
  const { client, calls } = fakeClient<{ limit: number }, string>()
  const page = createElement(ShadowProvider, { client }, createElement(Show, { input }))
  expect(renderToString(page)).toBe(html)
  await Promise.resolve()
  expect(calls).toHaveLength(0)
})

test.each([
  ['the page’s entry', createShadowClient],
  ['the plain entry', createPlainClient],
])('a real client, of %s, renders on a server and asks nobody', async (_, create) => {
  let calls = 0
  const predict = async () => `${++calls}`
  const client = create<{ limit: number }, string>({
    experiment: 'e',
    live: { version: '1', predict },
    candidate: { version: '2', predict },
    collector: { url: 'https://collect.example', key: 'k' },
    plan: { serve: 'live', shadowRate: 1 },
  })
  const page = createElement(ShadowProvider, { client }, createElement(Show, { input: { limit: 1 } }))
  expect(renderToString(page)).toBe('pending 0')
  await client.close()
  expect(calls).toBe(0)
})
