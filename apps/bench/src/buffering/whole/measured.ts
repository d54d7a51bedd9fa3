import type { Cpu } from '../cpu/open-cpu-clock.ts'

/** Two neighbouring blocks of predictions. */
interface WholeBlocks {
  /** Two requests by hand: first to live, then to the candidate. */
  byHand: Cpu
  /** The same through the client, with shadow run, pair, buffer and flush. */
  shadowed: Cpu
}

export type MeasuredWhole = WholeBlocks[]
