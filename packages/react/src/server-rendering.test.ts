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
