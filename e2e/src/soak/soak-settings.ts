/** Predictions of one page start at this interval: five in a second. */
export const PREDICT_EVERY_MS = 200

const MOST_SECONDS_BETWEEN = 15

/** A run has at least this many samples. */
const FEWEST_SAMPLES = 40

/** Reads `SOAK_MINUTES`, the length of the run. */
export function soakSettings(): { minutes: number; sampleEveryMs: number; samples: number } {
  const given = process.env['SOAK_MINUTES'] ?? ''
  const minutes = Number(given)
  if (!(minutes > 0)) throw new Error(`SOAK_MINUTES=${given}: expected a number of minutes`)
  const seconds = minutes * 60
  const samples = Math.max(FEWEST_SAMPLES, Math.ceil(seconds / MOST_SECONDS_BETWEEN))
  return { minutes, samples, sampleEveryMs: (seconds * 1_000) / samples }
}
