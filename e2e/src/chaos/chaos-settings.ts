/** Without it, few: enough to meet every fault. `pnpm run chaos` sets it. */
const DEFAULT_PAIRS = 1_000

const wholeNumber = (name: string, fallback: number): number => {
  const given = process.env[name]
  if (!given) return fallback
  const value = Number(given)
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name}=${given}: expected a whole number`)
  return value
}

/**
 * `CHAOS_SEED` determines the schedule of faults (how far it comes depends on the machine's speed); without it each run
 * draws one, and prints it. `CHAOS_PAIRS` is how many sampled predictions there shall be in all.
 * `shortestMs` is how long a fault lasts at least.
 */
export function chaosSettings(): { seed: number; pairs: number; shortestMs: number } {
  const seed = wholeNumber('CHAOS_SEED', Date.now() % 1_000_000)
  console.info(`chaos: CHAOS_SEED=${seed}`)
  const pairs = wholeNumber('CHAOS_PAIRS', DEFAULT_PAIRS)
  return { seed, pairs, shortestMs: pairs > DEFAULT_PAIRS ? 1_200 : 500 }
}
