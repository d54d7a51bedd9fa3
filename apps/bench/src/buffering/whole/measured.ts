import type { Cpu } from '../cpu/open-cpu-clock.ts'

/** Neighbouring blocks of predictions. */
interface WholeBlocks {
  /** Two requests by hand: live, then the candidate. */
  byHand: Cpu
  /** The same through the client: shadow run, pair, buffer, flush. */
  shadowed: Cpu
}

export type MeasuredWhole = WholeBlocks[]
