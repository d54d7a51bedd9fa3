import { createShadowClient, emptyStatus } from '@shadow-mode/client'
import { act, cleanup, render } from '@testing-library/react'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { ShadowProvider } from './shadow-provider.ts'
import { fakeClient } from './testing/fake-client.ts'
import { useShadowStatus } from './use-shadow-status.ts'

afterEach(cleanup)

const Show = () => `sampled ${useShadowStatus().sampled}`

test('follows the client and leaves no listener behind', () => {
  const fake = fakeClient<unknown, unknown>()
  const view = render(
    <StrictMode>
      <ShadowProvider client={fake.client}>
        <Show />
      </ShadowProvider>
    </StrictMode>,
  )
  expect(view.container.textContent).toBe('sampled 0')
  act(() => fake.sample())
  expect(view.container.textContent).toBe('sampled 1')
  view.unmount()
  expect(fake.listeners.size).toBe(0)
})

test('hydrates the page of a server although the client has counted, and then follows the client', async () => {
  const onRecoverableError = vi.fn<(error: unknown) => void>()
  // React complains here about a snapshot that is a new object each time.
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => complaint.mockRestore())
  const fake = fakeClient<unknown, unknown>()
  const page = (
    <ShadowProvider client={fake.client}>
      <Show />
    </ShadowProvider>
  )
  const container = document.createElement('div')
  container.innerHTML = renderToString(page)
  fake.sample()
  const root = await act(async () => hydrateRoot(container, page, { onRecoverableError }))
  expect(container.textContent).toBe('sampled 1')
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect(complaint).not.toHaveBeenCalled()
  act(() => root.unmount())
})

test('a server renders a client that is off, with the defaults of the plan', async () => {
  const model = { version: '1', predict: async () => 1 }
  const client = createShadowClient({
    experiment: 'e',
    live: model,
    candidate: model,
    plan: { serve: 'live', shadowRate: 0 },
    collector: { url: '/collect', key: 'k' },
    storage: 'memory',
  })
  expect(client.status()).toEqual({ ...emptyStatus(), planReason: 'STATIC', mayObserve: true })
  await client.close()
})
