import { expect, test, vi } from 'vitest'
import { createTestPlatform } from '../../testing/create-test-platform.ts'
import { createEvents } from './create-events.ts'
import type { ShadowEvent } from './status.ts'

const error = new Error('listener')

test.each<[string, () => unknown]>([
  [
    'throws',
    () => {
      throw error
    },
  ],
  [
    'is async and rejects',
    async () => {
      await Promise.resolve()
      throw error
    },
  ],
  [
    'returns a thenable that rejects',
    // oxlint-disable-next-line unicorn/no-thenable -- as an old promise library returns
    () => ({ then: (_: unknown, reject: (e: Error) => void) => reject(error) }),
  ],
])('a listener that %s is told to the others, and to nobody else', async (_how, broken) => {
  const unhandled = vi.fn<(reason: unknown) => void>()
  process.on('unhandledRejection', unhandled)
  const { emit, subscribe } = createEvents(createTestPlatform())
  const seen: ShadowEvent[] = []
  subscribe(broken)
  subscribe(event => void seen.push(event))
  subscribe(broken)
  emit({ type: 'dropped', reason: 'busy', count: 1 })
  // Node reports unhandled rejections after the microtasks of a task.
  await new Promise(resolve => setTimeout(resolve))
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
  expect(seen.filter(event => event.type === 'problem')).toEqual([
    { type: 'problem', error },
    { type: 'problem', error },
  ])
  expect(seen.filter(event => event.type === 'dropped')).toHaveLength(1)
})

test('a listener that subscribes anew in its turn is told once, and one that was taken off is told no more', () => {
  const { emit, subscribe } = createEvents(createTestPlatform())
  const told: string[] = []
  let stop: (() => void) | undefined
  const again = () => {
    told.push('again')
    // Should it fail: not for ever.
    if (told.length > 10) return
    stop?.()
    stop = subscribe(again)
    stopOther()
  }
  stop = subscribe(again)
  const stopOther = subscribe(() => told.push('other'))
  emit({ type: 'dropped', reason: 'busy', count: 1 })
  expect(told).toEqual(['again'])
  emit({ type: 'dropped', reason: 'busy', count: 1 })
  expect(told).toEqual(['again', 'again'])
})

test('status comes later, and once for many changes', async () => {
  const platform = createTestPlatform()
  const { emit, subscribe } = createEvents(platform)
  const seen: string[] = []
  const stop = subscribe(event => seen.push(event.type))
  emit({ type: 'status' })
  emit({ type: 'status' })
  expect(seen).toEqual([])
  await platform.advance(1)
  expect(seen).toEqual(['status'])
  stop()
  emit({ type: 'status' })
  await platform.advance(1)
  expect(seen).toEqual(['status'])
})
