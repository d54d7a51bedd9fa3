import type { Pair } from '@shadow-mode/protocol'

/** The number of pairs in a batch and in one `take`. */
export const TAKEN = 50

/** A pair that `take` returned, in the form of its store. */
interface Taken {
  /** Reads the pair's id. It is a function, so that its cost is not measured. */
  id(): Promise<string>
}

/** A way to keep finished pairs on the device until they are sent. The bench compares several. */
export interface Arm {
  /** Stores the pairs, each in its own task. Resolves when all are on disk. */
  buffer(pairs: readonly Pair[]): Promise<void>
  /** Reads the oldest 50 pairs, ready to be sent, and deletes them. */
  take(): Promise<Taken[]>
  /** Fills the store up to `pairs` pairs, in the form in which its own code would write them. */
  fill(pairs: number): Promise<void>
  /** The number of stored pairs. */
  waiting(): Promise<number>
}

/** The first id in the text of a pair or of the record that contains it. */
export const idIn = (text: string): string => /"id":"([^"]+)"/.exec(text)?.[1] ?? ''
