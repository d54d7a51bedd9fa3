import type { Role } from '@shadow-mode/protocol'
import type { FlagReading } from '../../plan/flag-source.ts'
import type { PredictOptions } from '../options/predict-options.ts'

/** What a pair is built from besides the input and the answers. */
export interface Prediction {
  /** The reading that applied when the prediction was sampled. */
  reading: FlagReading
  options: Omit<PredictOptions, 'signal'>
  /** When the prediction was sampled, in ms since the epoch. */
  capturedAtMs: number
  page: string | undefined
  /** The model whose answer the app got. */
  served: Role
}
