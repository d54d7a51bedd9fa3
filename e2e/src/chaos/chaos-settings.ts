/** Enough to meet every fault. `pnpm run chaos` asks for more. */
const DEFAULT_PAIRS = 1_000

const wholeNumber = (name: string, fallback: number): number => {
  const given = process.env[name]
  if (!given) return fallback
  const value = Number(given)
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name}=${given}: expected a whole number`)
  return value
}

/**
 * Reads the settings of the chaos tests. `CHAOS_SEED` determines the schedule of faults. The machine's speed determines
 * how much of the schedule runs. Without a seed, each run draws one and prints it. `CHAOS_PAIRS` is the total number of
 * sampled predictions. `shortestMs` is the shortest duration of a fault.
 */
export function chaosSettings(): { seed: number; pairs: number; shortestMs: number } {
  const seed = wholeNumber('CHAOS_SEED', Date.now() % 1_000_000)
  console.info(`chaos: CHAOS_SEED=${seed}`)
  const pairs = wholeNumber('CHAOS_PAIRS', DEFAULT_PAIRS)
  return { seed, pairs, shortestMs: pairs > DEFAULT_PAIRS ? 1_200 : 500 }
}
