import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import type { ProxyMode } from '@shadow-mode/test-support/servers/faulty-proxy.ts'

/** What is wrong for a while. */
export type Fault =
  | { kind: 'none' }
  | { kind: 'collector'; mode: ProxyMode }
  /** The whole browser. */
  | { kind: 'offline' }
  /** The device's clock is so far off from now on, in every tab. Milliseconds. */
  | { kind: 'clock'; offMs: number }
  /** The flag of both experiments is off. */
  | { kind: 'flag-off' }

/** How a tab is left; a new one takes its place. */
export type Exit = 'close' | 'elsewhere' | 'reload'

export interface Step {
  fault: Fault
  forMs: number
  /** In their order. */
  exits: { afterMs: number; tab: number; way: Exit }[]
}

export const TABS = 6

const EXITS: readonly Exit[] = ['close', 'elsewhere', 'reload']
const MOST_EXITS = 2

/**
 * Step after step without end, each determined by `seed` and its number. All faults come in each round, in another
 * order; tabs are left in the midst of each.
 * A step takes `shortestMs` to three times as long.
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
