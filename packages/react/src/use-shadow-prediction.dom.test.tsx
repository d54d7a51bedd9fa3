import type { ShadowClient } from '@shadow-mode/client'
import { PATIENCE_MS } from '@shadow-mode/test-support/patience-ms.ts'
import {
  act,
  cleanup,
  configure,
  fireEvent,
  render,
  renderHook,
  screen,
  waitFor,
} from '@testing-library/react'
import { Activity, type ReactNode, StrictMode, useEffect, useState } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ShadowPredictionOptions } from './prediction.ts'
import { ShadowProvider } from './shadow-provider.ts'
import { fakeClient } from './testing/fake-client.ts'
import { useShadowPrediction } from './use-shadow-prediction.ts'

interface Applicant {
  limit: number
  age?: number
}

type Client = ShadowClient<Applicant, string>

afterEach(cleanup)

// Ends a wait that hangs. The default of one second is too short for a slow machine.
configure({ asyncUtilTimeout: PATIENCE_MS })

const setup = (
  initial: { input: Applicant | null | undefined; options?: ShadowPredictionOptions },
  strict = false,
) => {
  const fake = fakeClient<Applicant, string>()
  const hook = renderHook(
    ({ input, options }: typeof initial) => useShadowPrediction<Client>(input, options),
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
    const { result } = renderHook(() => useShadowPrediction<Client>({ limit: 1 }), {
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
      const { data } = useShadowPrediction<Client>({ limit })
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

  test.each([false, true])(
    'can be awaited in act, which renders at its end (a new input: %s)',
    async isNew => {
      const fake = fakeClient<Applicant, string>()
      const asked: Applicant[] = []
      fake.client.predict = async input => {
        asked.push(input)
        return `answer to ${input.limit}`
      }
      const { result } = renderHook(
        () => {
          const [input, setInput] = useState<Applicant>({ limit: 1 })
          return { setInput, ...useShadowPrediction<Client>(input, { enabled: false }) }
        },
        { wrapper: ({ children }) => <ShadowProvider client={fake.client}>{children}</ShadowProvider> },
      )
      await act(async () => {
        if (isNew) result.current.setInput({ limit: 2 })
        await result.current.refetch()
      })
      expect(result.current.data).toBe(`answer to ${isNew ? 2 : 1}`)
      expect(asked).toHaveLength(isNew ? 2 : 1)
    },
  )

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

const Child = ({ onMount }: { onMount: () => Promise<void> }) => {
  useEffect(() => void onMount(), [onMount])
  return null
}
const Parent = () => <Child onMount={useShadowPrediction<Client>({ limit: 1 }, { enabled: false }).refetch} />

describe('refetch in the same event as a state change', () => {
  type Handler = (setInput: (input: Applicant | null) => void, refetch: () => Promise<void>) => unknown

  const openForm = (onClick: Handler, enabled = false, strict = false) => {
    const fake = fakeClient<Applicant, string>()
    const Form = () => {
      const [input, setInput] = useState<Applicant | null>(null)
      const { status, data, refetch } = useShadowPrediction<Client>(input, { enabled })
      return (
        <button type="button" onClick={() => void onClick(setInput, refetch)}>
          {data ?? status}
        </button>
      )
    }
    const provided = (
      <ShadowProvider client={fake.client}>
        <Form />
      </ShadowProvider>
    )
    const view = render(strict ? <StrictMode>{provided}</StrictMode> : provided)
    const button = screen.getByRole('button')
    const click = async () => {
      fireEvent.click(button)
      await act(async () => {})
    }
    return { ...fake, ...view, button, click }
  }

  test.each<[string, Handler]>([
    [
      'after it',
      (setInput, refetch) => {
        setInput({ limit: 7 })
        return refetch()
      },
    ],
    [
      'before it',
      (setInput, refetch) => {
        const done = refetch()
        setInput({ limit: 7 })
        return done
      },
    ],
    [
      'after an await',
      async (setInput, refetch) => {
        await Promise.resolve()
        setInput({ limit: 7 })
        await refetch()
      },
    ],
    [
      'in a timer',
      async (setInput, refetch) => {
        await new Promise(resolve => setTimeout(resolve))
        setInput({ limit: 7 })
        await refetch()
      },
    ],
  ])('asks for the new input: %s', async (_when, handler) => {
    for (const strict of [false, true]) {
      for (const enabled of [false, true]) {
        const form = openForm(handler, enabled, strict)
        await form.click()
        await waitFor(() => expect(form.calls).toHaveLength(1))
        expect(form.calls[0]?.input).toEqual({ limit: 7 })
        expect(form.button.textContent).toBe('pending')
        await settle(() => form.calls[0]?.resolve('yes'))
        expect(form.button.textContent).toBe('yes')
        expect(form.calls).toHaveLength(1)
        form.unmount()
      }
    }
  })

  test('asks twice for equal inputs that are submitted twice', async () => {
    const ends: string[] = []
    const form = openForm(async (setInput, refetch) => {
      setInput({ limit: 7 })
      await refetch()
      ends.push('resolved')
    })
    for (const answer of ['first', 'second']) {
      await form.click()
      await settle(() => form.calls.at(-1)?.resolve(answer))
      expect(form.button.textContent).toBe(answer)
    }
    expect(form.calls.map(call => call.input)).toEqual([{ limit: 7 }, { limit: 7 }])
    expect(ends).toHaveLength(2)
  })

  test('asks once for two refetches, and both resolve', async () => {
    let resolved = 0
    const form = openForm(async (setInput, refetch) => {
      setInput({ limit: 1 })
      const first = refetch()
      setInput({ limit: 2 })
      await Promise.all([first, refetch()])
      resolved += 1
    })
    await form.click()
    expect(form.calls.map(call => call.input)).toEqual([{ limit: 2 }])
    expect(resolved).toBe(0)
    await settle(() => form.calls[0]?.resolve('yes'))
    expect(resolved).toBe(1)
  })

  test('resolves without an input, and when the component is unmounted', async () => {
    let resolved = 0
    let refetchLater: (() => Promise<void>) | undefined
    const form = openForm(async (_setInput, refetch) => {
      refetchLater = refetch
      await refetch()
      resolved += 1
    })
    await form.click()
    expect(resolved).toBe(1)
    fireEvent.click(form.button)
    form.unmount()
    await act(async () => {})
    expect(resolved).toBe(2)
    await refetchLater?.()
    expect(form.calls).toHaveLength(0)
  })

  test('asks when the effect of a child calls it first', async () => {
    const fake = fakeClient<Applicant, string>()
    render(
      <ShadowProvider client={fake.client}>
        <Parent />
      </ShadowProvider>,
    )
    await waitFor(() => expect(fake.calls).toHaveLength(1))
  })
})

test.each([
  [false, undefined, 'idle', 1],
  [false, 'first', 'first', 2],
  [true, undefined, 'pending', 2],
])(
  'hidden by Activity while it is asked (enabled: %s, data: %s), it shows "%s" again',
  async (enabled, data, shown, calls) => {
    const fake = fakeClient<Applicant, string>()
    const Show = () => {
      const { data: answer, status, refetch } = useShadowPrediction<Client>({ limit: 1 }, { enabled })
      return (
        <button type="button" onClick={() => void refetch()}>
          {answer ?? status}
        </button>
      )
    }
    const tree = (mode: 'hidden' | 'visible') => (
      <ShadowProvider client={fake.client}>
        <Activity mode={mode}>
          <Show />
        </Activity>
      </ShadowProvider>
    )
    const view = render(tree('visible'))
    const ask = () => act(async () => void (enabled || fireEvent.click(screen.getByRole('button'))))
    await ask()
    if (data) {
      await settle(() => fake.calls[0]?.resolve(data))
      await ask()
    }
    view.rerender(tree('hidden'))
    expect(fake.calls.at(-1)?.options.signal?.aborted).toBe(true)
    await act(async () => view.rerender(tree('visible')))
    expect(view.container.textContent).toBe(shown)
    expect(fake.calls).toHaveLength(calls)
  },
)

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

const Answer = () => useShadowPrediction<Client>({ limit: 1 }).data ?? 'nothing'

test('another client is asked anew', async () => {
  const first = fakeClient<Applicant, string>()
  const second = fakeClient<Applicant, string>()
  const tree = (client: typeof first.client) => (
    <StrictMode>
      <ShadowProvider client={client}>
        <Answer />
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
