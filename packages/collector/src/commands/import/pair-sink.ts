import type { BadLine, PairLine } from './read-pair-line.ts'

/** Where imported pairs or outcomes go. */
export interface PairSink {
  /** A batch ends at whichever comes first; it has at least one. */
  readonly maxPairs: number
  /** UTF-16 units. */
  readonly maxLength: number
  /** Resolves when the pairs are on disk, with those that were refused. */
  send(pairs: PairLine[]): Promise<BadLine[]>
  /** What became of all pairs sent. */
  summary(): Record<string, number>
}
