import { setTimeout as delay } from 'node:timers/promises'

/** Durations in milliseconds. */
interface Durations {
  count: number
  p50: number
  p99: number
  max: number
}

/** Calls `work` one after the other until `isOver`, with a pause after each call, and measures the calls in milliseconds. */
export async function measure(
  work: () => Promise<void>,
  { isOver, pauseMs }: { isOver: () => boolean; pauseMs: number },
): Promise<number[]> {
  const durations: number[] = []
  do {
    const started = performance.now()
    await work()
    durations.push(performance.now() - started)
    await delay(pauseMs)
  } while (!isOver())
  return durations
}

export function summarise(durations: readonly number[]): Durations {
  const sorted = durations.toSorted((a, b) => a - b)
  const at = (share: number): number => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN)
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) }
}
