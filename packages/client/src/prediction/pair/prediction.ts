import type { Role } from '@shadow-mode/protocol'
import type { FlagReading } from '../../plan/flag-source.ts'
import type { PredictOptions } from '../options/predict-options.ts'

/** The data of a prediction, apart from its input and answers, that a pair is built from. */
export interface Prediction {
  /** The reading that applied when the prediction was sampled. */
  reading: FlagReading
  options: Omit<PredictOptions, 'signal'>
  capturedAtMs: number
  page: string | undefined
  served: Role
}
