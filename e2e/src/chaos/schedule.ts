import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import type { ProxyMode } from '@shadow-mode/test-support/servers/faulty-proxy.ts'

/** A fault that lasts for a step. */
export type Fault =
  | { kind: 'none' }
  | { kind: 'collector'; mode: ProxyMode }
  /** The whole browser is offline. */
  | { kind: 'offline' }
  /** The device's clock is wrong by `offMs` milliseconds in every tab, also after the step. */
  | { kind: 'clock'; offMs: number }
  /** The flags of both experiments are off. */
  | { kind: 'flag-off' }

/** How a tab is left. The next step opens another one in its place. */
export type Exit = 'close' | 'elsewhere' | 'reload'

export interface Step {
  fault: Fault
  forMs: number
  /** In the order of their times. */
  exits: { afterMs: number; tab: number; way: Exit }[]
}

export const TABS = 6

const EXITS: readonly Exit[] = ['close', 'elsewhere', 'reload']
const MOST_EXITS = 2

/**
 * Yields steps without end. `seed` determines them. Each round has all faults in random order. Tabs are left during
 * each fault. A step takes between one and three times `shortestMs`.
 */
export function* schedule(
  seed: number,
  shortestMs: number,
  faults: readonly Fault[],
): Generator<Step, never> {
  const random = seededRandom(seed)
  const upTo = (count: number): number => Math.floor(random() * count)
  const pick = <Item>(items: readonly Item[]): Item => items[upTo(items.length)]!
  for (;;) {
    const left = [...faults]
    while (left.length > 0) {
      const [fault] = left.splice(upTo(left.length), 1)
      const forMs = shortestMs + upTo(2 * shortestMs)
      const exits = Array.from({ length: upTo(MOST_EXITS + 1) }, () => ({
        afterMs: upTo(forMs),
        tab: upTo(TABS),
        way: pick(EXITS),
      }))
      yield { fault: fault!, forMs, exits: exits.toSorted((a, b) => a.afterMs - b.afterMs) }
    }
  }
}
