import type { Pair } from '@shadow-mode/protocol'

/** Pairs in a batch, and in one `take`. */
export const TAKEN = 50

/** A pair that was taken out, in the form its store gives it. */
interface Taken {
  /** Of the pair; not to be measured along. */
  id(): Promise<string>
}

/** A way to keep finished pairs on the device until they are sent. */
export interface Arm {
  /** Keeps them, each in a task of its own; resolves when all are on disk. */
  buffer(pairs: readonly Pair[]): Promise<void>
  /** Reads the oldest 50, ready to be sent, and deletes them. */
  take(): Promise<Taken[]>
  /** Makes `pairs` wait in all, as its own code would leave them. */
  fill(pairs: number): Promise<void>
  /** How many wait. */
  waiting(): Promise<number>
}

/** The first id in the text of a pair, or of what it is wrapped in. */
export const idIn = (text: string): string => /"id":"([^"]+)"/.exec(text)?.[1] ?? ''
