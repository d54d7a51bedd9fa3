import type { PredictOptions, ShadowClient } from '@shadow-mode/client'
import { act, cleanup, fireEvent, render, renderHook, screen } from '@testing-library/react'
import { type ReactNode, StrictMode } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ShadowProvider } from './shadow-provider.ts'
import { fakeClient } from './testing/fake-client.ts'
import { useShadowPredict } from './use-shadow-predict.ts'

interface Applicant {
  limit: number
}

type Client = ShadowClient<Applicant, string>

afterEach(cleanup)

const setup = (strict = false) => {
  const fake = fakeClient<Applicant, string>()
  const hook = renderHook(() => useShadowPredict<Client>(), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <ShadowProvider client={fake.client}>{children}</ShadowProvider>
    ),
    reactStrictMode: strict,
  })
  /** Does not wait for the answer. The promise is in an object, because an async function would wait for it. */
  const predict = async (limit: number, options?: PredictOptions) => {
    let promise: Promise<string> | undefined
    await act(async () => {
      promise = hook.result.current.predict({ limit }, options)
    })
    return { promise }
  }
  return { ...fake, ...hook, predict }
}

const settle = (run: () => void) => act(async () => run())

const idle = { status: 'idle', data: undefined, error: undefined, isPending: false }

describe.each([false, true])('StrictMode: %s', strict => {
  test('asks once for each call, at once, and shows the answer', async () => {
    const fake = setup(strict)
    expect(fake.result.current).toMatchObject(idle)
    const options = { subject: 's', reference: 'r', tags: { market: 'tw' } }
    await fake.predict(1, options)
    expect(fake.calls).toMatchObject([{ input: { limit: 1 }, options }])
    expect(fake.result.current).toMatchObject({ ...idle, status: 'pending', isPending: true })
    await settle(() => fake.calls[0]?.resolve('yes'))
    expect(fake.result.current).toMatchObject({ ...idle, status: 'success', data: 'yes' })
    expect(fake.calls).toHaveLength(1)
  })

  test('equal values predict as often as the app asks, and hide the answer before', async () => {
    const fake = setup(strict)
    await fake.predict(1)
    await settle(() => fake.calls[0]?.resolve('first'))
    await fake.predict(1)
    expect(fake.result.current).toMatchObject({ status: 'pending', data: undefined })
    await settle(() => fake.calls[1]?.resolve('second'))
    expect(fake.result.current.data).toBe('second')
    expect(fake.calls).toHaveLength(2)
  })
})

test('calls the model within the event, so that its request leaves first', () => {
  const fake = setup()
  act(() => {
    void fake.result.current.predict({ limit: 1 })
    expect(fake.calls).toHaveLength(1)
  })
})

test('the latest call wins, in whatever order they end; each promise has its own answer', async () => {
  const fake = setup()
  const first = await fake.predict(1)
  const second = await fake.predict(2)
  await settle(() => fake.calls[1]?.resolve('second'))
  await settle(() => fake.calls[0]?.resolve('first'))
  expect(fake.result.current).toMatchObject({ status: 'success', data: 'second' })
  expect(await Promise.all([first.promise, second.promise])).toEqual(['first', 'second'])
  await fake.predict(3)
  await fake.predict(4)
  await settle(() => fake.calls[2]?.reject(new Error('late')))
  expect(fake.result.current.status).toBe('pending')
})

describe('a rejection', () => {
  test("shows the model's own error, which the promise rejects with", async () => {
    const fake = setup()
    const error = new Error('model down')
    const { promise } = await fake.predict(1)
    await settle(() => fake.calls[0]?.reject(error))
    expect(fake.result.current).toMatchObject({ ...idle, status: 'error', error })
    await expect(promise).rejects.toBe(error)
  })

  test('is never unhandled if the app ignores the promise', async () => {
    const unhandled = vi.fn<(reason: unknown) => void>()
    process.on('unhandledRejection', unhandled)
    const fake = setup()
    await act(async () => void fake.result.current.predict({ limit: 1 }))
    await settle(() => fake.calls[0]?.reject(new Error('model down')))
    // Node reports unhandled rejections after the microtasks of a task.
    await new Promise(resolve => setTimeout(resolve))
    process.off('unhandledRejection', unhandled)
    expect(fake.result.current.status).toBe('error')
    expect(unhandled).not.toHaveBeenCalled()
  })

  test('is what a client that throws becomes', async () => {
    const fake = setup()
    fake.client.predict = () => {
      throw new Error('no network')
    }
    await fake.predict(1)
    expect(fake.result.current.error?.message).toBe('no network')
  })
})

describe('an abort by the signal of the call', () => {
  test.each<[string, () => [AbortSignal, unknown], 'idle' | 'error']>([
    ['of the app', () => [AbortSignal.abort(), new DOMException('aborted', 'AbortError')], 'idle'],
    ['with a reason of its own', () => [AbortSignal.abort('cancelled'), 'cancelled'], 'idle'],
    [
      'of a timeout',
      () => {
        const reason = new DOMException('too late', 'TimeoutError')
        return [AbortSignal.abort(reason), reason]
      },
      'error',
    ],
  ])('%s: %s', async (_what, make, status) => {
    const fake = setup()
    const [signal, reason] = make()
    await fake.predict(1, { signal })
    expect(fake.calls[0]?.options.signal).toBe(signal)
    await settle(() => fake.calls[0]?.reject(reason))
    expect(fake.result.current.status).toBe(status)
  })

  test('that the model ignores changes nothing', async () => {
    const fake = setup()
    await fake.predict(1, { signal: AbortSignal.abort() })
    await settle(() => fake.calls[0]?.resolve('yes'))
    expect(fake.result.current.data).toBe('yes')
  })
})

test('reset goes back to idle, and a pending call ends unseen', async () => {
  const fake = setup()
  await fake.predict(1)
  act(() => fake.result.current.reset())
  expect(fake.result.current).toMatchObject(idle)
  await settle(() => fake.calls[0]?.resolve('late'))
  expect(fake.result.current).toMatchObject(idle)
  await fake.predict(2)
  await settle(() => fake.calls[1]?.resolve('yes'))
  act(() => fake.result.current.reset())
  expect(fake.result.current).toMatchObject(idle)
})

test('an unmount leaves the call alone and says nothing', async () => {
  const complaint = vi.spyOn(console, 'error')
  const fake = setup()
  const { promise } = await fake.predict(1)
  fake.unmount()
  await settle(() => fake.calls[0]?.resolve('yes'))
  expect(await promise).toBe('yes')
  await fake.predict(2)
  expect(fake.calls).toHaveLength(2)
  expect(complaint).not.toHaveBeenCalled()
  complaint.mockRestore()
})

test('predict and reset stay the same functions', async () => {
  const fake = setup()
  const { predict, reset } = fake.result.current
  await fake.predict(1)
  await settle(() => fake.calls[0]?.resolve('yes'))
  expect([fake.result.current.predict, fake.result.current.reset]).toEqual([predict, reset])
})

const Button = () => {
  const { predict, data, status } = useShadowPredict<Client>()
  return (
    <button type="button" onClick={() => void predict({ limit: 1 })}>
      {data ?? status}
    </button>
  )
}
const tree = (client: Client) => (
  <StrictMode>
    <ShadowProvider client={client}>
      <Button />
    </ShadowProvider>
  </StrictMode>
)

test('another client is idle, and is the one that is asked next', async () => {
  const first = fakeClient<Applicant, string>()
  const second = fakeClient<Applicant, string>()
  const view = render(tree(first.client))
  const button = screen.getByRole('button')
  await act(async () => void fireEvent.click(button))
  await settle(() => first.calls[0]?.resolve('first'))
  view.rerender(tree(second.client))
  expect(button.textContent).toBe('idle')
  await act(async () => void fireEvent.click(button))
  await settle(() => second.calls[0]?.resolve('second'))
  expect(button.textContent).toBe('second')
  expect(first.calls).toHaveLength(1)
})
