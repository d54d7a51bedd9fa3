import type { Role } from '@shadow-mode/protocol'
import type { FlagReading } from '../../plan/flag-source.ts'
import type { PredictOptions } from '../options/predict-options.ts'

/** The data of a prediction that a pair contains besides the input and the answers. */
export interface Prediction {
  /** The plan under which it was sampled. */
  reading: FlagReading
  options: Omit<PredictOptions, 'signal'>
  capturedAtMs: number
  page: string | undefined
  served: Role
}
