/** How a figure rises over the second half of a run. */
export interface Rise {
  /** The rise of the line of best fit, from the first sample of the second half to the last. */
  rise: number
  /** Three standard errors of it. A smaller rise is noise. */
  noise: number
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** Fits a line through the second half of samples that were taken at equal intervals. There must be six or more. */
export function riseOf(samples: readonly number[]): Rise {
  const half = samples.slice(Math.floor(samples.length / 2))
  const last = half.length - 1
  const center = last / 2
  const average = mean(half)
  const spread = half.reduce((sum, _, n) => sum + (n - center) ** 2, 0)
  const slope = half.reduce((sum, value, n) => sum + (n - center) * (value - average), 0) / spread
  const squares = half.reduce((sum, value, n) => sum + (value - average - slope * (n - center)) ** 2, 0)
  const standardError = Math.sqrt(squares / (half.length - 2) / spread)
  return { rise: slope * last, noise: 3 * standardError * last }
}

/** Whether a figure rises by more than `tolerance` and by more than noise. */
export const isRising = ({ rise, noise }: Rise, tolerance: number): boolean =>
  rise > Math.max(noise, tolerance)
