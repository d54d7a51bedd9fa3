import { PATIENCE_MS } from '@shadow-mode/test-support/patience-ms.ts'
import { act, cleanup, configure, render, renderHook, waitFor } from '@testing-library/react'
import { type ReactNode, StrictMode } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ShadowPredictionOptions } from './prediction.ts'
import { ShadowProvider } from './shadow-provider.ts'
import { fakeClient } from './testing/fake-client.ts'
import { useShadowPrediction } from './use-shadow-prediction.ts'

interface Applicant {
  limit: number
  age?: number
}

afterEach(cleanup)

// Ends a wait that hangs. The default of one second is too short for a slow machine.
configure({ asyncUtilTimeout: PATIENCE_MS })

const setup = (
  initial: { input: Applicant | null | undefined; options?: ShadowPredictionOptions },
  strict = false,
) => {
  const fake = fakeClient<Applicant, string>()
  const hook = renderHook(
    ({ input, options }: typeof initial) => useShadowPrediction<Applicant, string>(input, options),
    {
      initialProps: initial,
      wrapper: ({ children }: { children: ReactNode }) => (
        <ShadowProvider client={fake.client}>{children}</ShadowProvider>
      ),
      reactStrictMode: strict,
    },
  )
  return { ...fake, ...hook }
}
type Fake = ReturnType<typeof setup>

const arrived = (fake: Fake, count: number) => waitFor(() => expect(fake.calls).toHaveLength(count))
const settle = (run: () => void) => act(async () => run())

describe('one prediction', () => {
  test('goes from pending to success', async () => {
    const fake = setup({
      input: { limit: 1 },
      options: { subject: 's', reference: 'r', tags: { market: 'tw' } },
    })
    expect(fake.result.current).toMatchObject({ status: 'pending', data: undefined, isPending: true })
    await arrived(fake, 1)
    expect(fake.calls[0]?.options).toMatchObject({ subject: 's', reference: 'r', tags: { market: 'tw' } })
    await settle(() => fake.calls[0]?.resolve('yes'))
    expect(fake.result.current).toMatchObject({
      status: 'success',
      data: 'yes',
      error: undefined,
      isPending: false,
    })
  })

  test("hands on the model's own error object", async () => {
    const fake = setup({ input: { limit: 1 } })
    const error = new Error('model down')
    await arrived(fake, 1)
    await settle(() => fake.calls[0]?.reject(error))
    expect(fake.result.current.status).toBe('error')
    expect(fake.result.current.error).toBe(error)
  })

  test('turns a synchronous throw into an error state', async () => {
    const fake = fakeClient<Applicant, string>()
    fake.client.predict = () => {
      throw new Error('no network')
    }
    const { result } = renderHook(() => useShadowPrediction<Applicant, string>({ limit: 1 }), {
      wrapper: ({ children }) => <ShadowProvider client={fake.client}>{children}</ShadowProvider>,
    })
    await waitFor(() => expect(result.current.error?.message).toBe('no network'))
  })

  test('is made once under StrictMode', async () => {
    const fake = setup({ input: { limit: 1 } }, true)
    await arrived(fake, 1)
    await settle(() => fake.calls[0]?.resolve('yes'))
    expect(fake.result.current.data).toBe('yes')
    expect(fake.calls).toHaveLength(1)
    expect(fake.calls[0]?.options.signal?.aborted).toBe(false)
  })

  test('is not made without an input, or when not enabled', async () => {
    const idle = setup({ input: undefined })
    const off = setup({ input: { limit: 1 }, options: { enabled: false } })
    await act(async () => {})
    for (const fake of [idle, off]) {
      expect(fake.result.current).toMatchObject({ status: 'idle', isPending: false })
      expect(fake.calls).toHaveLength(0)
    }
    await act(() => idle.result.current.refetch())
    expect(idle.calls).toHaveLength(0)
  })
})

describe('a new input', () => {
  test('aborts the old call and hides its answer, also a late one', async () => {
    const fake = setup({ input: { limit: 1 } })
    await arrived(fake, 1)
    fake.rerender({ input: { limit: 2 } })
    expect(fake.calls[0]?.options.signal?.aborted).toBe(true)
    await arrived(fake, 2)
    await settle(() => fake.calls[1]?.resolve('second'))
    await settle(() => fake.calls[0]?.resolve('first'))
    expect(fake.result.current).toMatchObject({ status: 'success', data: 'second' })
  })

  test('never shows with the answer to another one, not even in its first render', async () => {
    const seen: [number, string | undefined][] = []
    const fake = fakeClient<Applicant, string>()
    const Show = ({ limit }: { limit: number }) => {
      const { data } = useShadowPrediction<Applicant, string>({ limit })
      seen.push([limit, data])
      return null
    }
    const tree = (limit: number) => (
      <ShadowProvider client={fake.client}>
        <Show limit={limit} />
      </ShadowProvider>
    )
    const { rerender } = render(tree(1))
    await waitFor(() => expect(fake.calls).toHaveLength(1))
    await settle(() => fake.calls[0]?.resolve('one'))
    rerender(tree(2))
    await waitFor(() => expect(fake.calls).toHaveLength(2))
    await settle(() => fake.calls[1]?.resolve('two'))
    const shown = new Set(seen.map(pair => pair.join(' ')))
    expect(shown).toEqual(new Set(['1 ', '1 one', '2 ', '2 two']))
  })

  test('is not an error when its predecessor rejects because of the abort', async () => {
    const fake = setup({ input: { limit: 1 } })
    await arrived(fake, 1)
    fake.rerender({ input: null })
    await settle(() => fake.calls[0]?.reject(new DOMException('aborted', 'AbortError')))
    expect(fake.result.current).toMatchObject({ status: 'idle', error: undefined })
  })

  test('keeps the previous data while pending, when asked to', async () => {
    const options = { keepPreviousData: true }
    const fake = setup({ input: { limit: 1 }, options })
    await arrived(fake, 1)
    await settle(() => fake.calls[0]?.resolve('first'))
    fake.rerender({ input: { limit: 2 }, options })
    expect(fake.result.current).toMatchObject({ status: 'pending', data: 'first' })
    fake.rerender({ input: { limit: 3 }, options })
    await arrived(fake, 2)
    expect(fake.result.current).toMatchObject({ status: 'pending', data: 'first' })
    await settle(() => fake.calls[1]?.resolve('third'))
    expect(fake.result.current).toMatchObject({ status: 'success', data: 'third' })
  })

  test.each([
    ['the same content in another order', { age: 5, limit: 1 }, {}, 1],
    ['another number', { limit: 2, age: 5 }, {}, 2],
    ['another subject', { limit: 1, age: 5 }, { subject: 'someone else' }, 2],
    ['another reference', { limit: 1, age: 5 }, { reference: 'another case' }, 2],
    ['the same key', { limit: 2 }, { key: 'k' }, 1],
  ])('%s', async (_what, input, options, expected) => {
    const before = 'key' in options ? { key: 'k' } : {}
    const fake = setup({ input: { limit: 1, age: 5 }, options: before })
    await arrived(fake, 1)
    await settle(() => fake.calls[0]?.resolve('first'))
    fake.rerender({ input, options })
    await act(async () => {})
    expect(fake.calls).toHaveLength(expected)
  })

  test('that comes three times at once is predicted once, the last', async () => {
    const fake = setup({ input: null })
    for (const limit of [1, 2, 3]) fake.rerender({ input: { limit } })
    await arrived(fake, 1)
    expect(fake.calls[0]?.input).toEqual({ limit: 3 })
  })
})

describe('unmounting', () => {
  test('aborts a call under way and says nothing afterwards', async () => {
    const complaint = vi.spyOn(console, 'error')
    const fake = setup({ input: { limit: 1 } })
    await arrived(fake, 1)
    fake.unmount()
    expect(fake.calls[0]?.options.signal?.aborted).toBe(true)
    await settle(() => fake.calls[0]?.resolve('late'))
    expect(fake.result.current.status).toBe('pending')
    expect(complaint).not.toHaveBeenCalled()
    complaint.mockRestore()
  })

  test('leaves an answered call alone: the shadow run behind it goes on', async () => {
    const fake = setup({ input: { limit: 1 } })
    await arrived(fake, 1)
    await settle(() => fake.calls[0]?.resolve('yes'))
    fake.unmount()
    expect(fake.calls[0]?.options.signal?.aborted).toBe(false)
  })
})

describe('refetch', () => {
  test('asks again, keeps the data meanwhile, and resolves when settled', async () => {
    const fake = setup({ input: { limit: 1 } })
    await arrived(fake, 1)
    await settle(() => fake.calls[0]?.resolve('first'))
    let settled = false
    await act(async () => {
      void fake.result.current.refetch().finally(() => {
        settled = true
      })
    })
    expect(fake.result.current).toMatchObject({ status: 'pending', data: 'first' })
    expect(settled).toBe(false)
    await settle(() => fake.calls[1]?.reject(new Error('down')))
    expect(settled).toBe(true)
    expect(fake.result.current).toMatchObject({ status: 'error', data: 'first' })
  })

  test('is one function for ever, and asks what is current when it is called', async () => {
    const fake = setup({ input: { limit: 1 } })
    const { refetch } = fake.result.current
    fake.rerender({ input: { limit: 2 } })
    expect(fake.result.current.refetch).toBe(refetch)
    await arrived(fake, 1)
    await act(async () => void refetch())
    expect(fake.calls[1]?.input).toEqual({ limit: 2 })
    await settle(() => fake.calls[1]?.resolve('second'))
    expect(fake.result.current.data).toBe('second')
  })

  test('works when not enabled, and resolves when a new input takes its place', async () => {
    const options = { enabled: false }
    const fake = setup({ input: { limit: 1 }, options })
    let refetched: Promise<void> | undefined
    await act(async () => {
      refetched = fake.result.current.refetch()
    })
    expect(fake.result.current.status).toBe('pending')
    fake.rerender({ input: { limit: 2 }, options })
    await refetched
    expect(fake.result.current.status).toBe('idle')
    expect(fake.calls).toHaveLength(1)
    expect(fake.calls[0]?.options.signal?.aborted).toBe(true)
  })

  test('replaces a call under way', async () => {
    const fake = setup({ input: { limit: 1 } })
    await arrived(fake, 1)
    await act(async () => void fake.result.current.refetch())
    expect(fake.calls[0]?.options.signal?.aborted).toBe(true)
    await settle(() => fake.calls[1]?.resolve('second'))
    await settle(() => fake.calls[0]?.resolve('first'))
    expect(fake.result.current.data).toBe('second')
  })
})

test('switching off lets a call under way end; switching on again does not repeat it', async () => {
  const input = { limit: 1 }
  const fake = setup({ input })
  await arrived(fake, 1)
  fake.rerender({ input, options: { enabled: false } })
  fake.rerender({ input, options: { enabled: true } })
  await settle(() => fake.calls[0]?.resolve('yes'))
  expect(fake.result.current.data).toBe('yes')
  expect(fake.calls).toHaveLength(1)
})

test('another client is asked anew', async () => {
  const first = fakeClient<Applicant, string>()
  const second = fakeClient<Applicant, string>()
  const Show = () => useShadowPrediction<Applicant, string>({ limit: 1 }).data ?? 'nothing'
  const tree = (client: typeof first.client) => (
    <StrictMode>
      <ShadowProvider client={client}>
        <Show />
      </ShadowProvider>
    </StrictMode>
  )
  const view = render(tree(first.client))
  await waitFor(() => expect(first.calls).toHaveLength(1))
  await settle(() => first.calls[0]?.resolve('first'))
  view.rerender(tree(second.client))
  expect(view.container.textContent).toBe('nothing')
  await waitFor(() => expect(second.calls).toHaveLength(1))
  await settle(() => second.calls[0]?.resolve('second'))
  expect(view.container.textContent).toBe('second')
})

test('without a provider the error says what to do', () => {
  const silent = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(() => renderHook(() => useShadowPrediction({ limit: 1 }))).toThrow(
    /Wrap the component in <ShadowProvider/,
  )
  silent.mockRestore()
})
