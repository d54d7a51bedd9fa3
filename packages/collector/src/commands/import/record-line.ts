/** A valid pair or outcome and its line number. */
export interface RecordLine {
  line: number
  id: string
  experiment: string
  raw: string
}

/** A line that is not stored: it is invalid, or the collector refused it. */
export interface BadLine {
  line: number
  /** Why the line is not stored. */
  problem: string
}
