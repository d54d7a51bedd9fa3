import type { Pair } from '@shadow-mode/protocol'
import { v7 } from 'uuid'
import { makePair } from './make-pair.ts'

/** A pair with a new id, captured at `at` (milliseconds since the epoch, by default now). */
export const newPair = ({ at = Date.now(), ...changes }: Partial<Pair> & { at?: number } = {}): Pair =>
  makePair({ id: v7({ msecs: at }), capturedAt: new Date(at).toISOString(), ...changes })
