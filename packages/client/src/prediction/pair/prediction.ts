import type { Role } from '@shadow-mode/protocol'
import type { FlagReading } from '../../plan/flag-source.ts'
import type { PredictOptions } from '../options/predict-options.ts'

/** What a pair says of its prediction, beside the input and the answers. */
export interface Prediction {
  /** The plan it was drawn by. */
  reading: FlagReading
  options: Omit<PredictOptions, 'signal'>
  capturedAtMs: number
  page: string | undefined
  served: Role
}
