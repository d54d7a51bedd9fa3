/** How many mutated requests are sent. */
export const REQUESTS: number = Number(process.env['HOSTILE_REQUESTS'] ?? 100_000)
/** The requests are the same for the same seed. */
export const SEED: number = Number(process.env['HOSTILE_SEED'] ?? 1)
