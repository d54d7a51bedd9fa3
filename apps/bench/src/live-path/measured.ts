import type { BlockPair } from '../statistics/median-difference.ts'

/** What the page has measured, in milliseconds a call. */
export interface Measured {
  /** With shadow against without, each call after the last one's shadow run. */
  rested: BlockPair[]
  /** The same against a second request made by hand. */
  byHand: BlockPair[]
  /** tzientist and scientist against without, fewer rounds: they are far off. */
  tzientist: BlockPair[]
  scientist: BlockPair[]
  /** Without against without: what this machine's noise alone makes. */
  control: BlockPair[]
  /** With against without, no rest: earlier shadow runs compete with the call. */
  backToBack: BlockPair[]
}
