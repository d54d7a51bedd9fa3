import { act, cleanup, render } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, expect, test } from 'vitest'
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
