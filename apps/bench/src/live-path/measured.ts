import type { BlockPair } from '../statistics/median-difference.ts'

/** The durations of calls in milliseconds. */
export interface Measured {
  /** With shadow against without. Each call waits for the shadow run of the last one. */
  rested: BlockPair[]
  /** With shadow against a second request by hand. */
  byHand: BlockPair[]
  /** tzientist and scientist against without. Fewer rounds are enough, because the differences are large. */
  tzientist: BlockPair[]
  scientist: BlockPair[]
  /** Without against without, which shows the machine's noise. */
  control: BlockPair[]
  /** With shadow against without and without a rest, so that earlier shadow runs compete with the call. */
  backToBack: BlockPair[]
}
