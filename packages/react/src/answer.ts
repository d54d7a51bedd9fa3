import type { AnyShadowClient } from './any-shadow-client.ts'
import { idle, pending } from './call-states.ts'
import type { PredictionState, ShadowPredictionOptions } from './prediction.ts'

export interface Question {
  client: AnyShadowClient
  /** Identifies the input, subject and reference. */
  key: string
}

/** The state of the last question. */
export type Answer<Output, Failure> = {
  question: Question
  /** The last answer to the same question. */
  data: Output | undefined
  /** The answer to the question before, while this one is pending. */
  previous?: Output | undefined
} & (
  | { status: 'idle' | 'pending' }
  | { status: 'success'; data: Output }
  | { status: 'error'; error: Failure }
)

export const sameQuestion = (a: Question | undefined, b: Question | undefined): boolean =>
  a?.client === b?.client && a?.key === b?.key

export const lastData = <Output>(answer: Answer<Output, unknown> | undefined): Output | undefined =>
  answer?.data === undefined ? answer?.previous : answer.data

/** The answer after its call was stopped: the last answer to the same question, if there is one. */
export function withoutPending<Output, Failure>(
  answer: Answer<Output, Failure> | undefined,
): Answer<Output, Failure> | undefined {
  if (answer?.status !== 'pending') return answer
  const { data } = answer
  return { ...answer, ...(data === undefined ? { status: 'idle' } : { status: 'success', data }) }
}

/**
 * Returns what to show. It matches the answer with the question, so that the first render after a change does not show
 * the answer to another input.
 */
export function currentPrediction<Output, Failure>(
  answer: Answer<Output, Failure> | undefined,
  question: Question | undefined,
  options: Pick<ShadowPredictionOptions, 'enabled' | 'keepPreviousData'>,
): PredictionState<Output, Failure> {
  if (!question) return idle
  const own = sameQuestion(answer?.question, question) ? answer : undefined
  if (own?.status === 'success') return { ...idle, status: 'success', data: own.data }
  if (own?.status === 'error') return { ...idle, status: 'error', data: own.data, error: own.error }
  if (own?.status !== 'pending' && !options.enabled) return idle
  return { ...pending, data: options.keepPreviousData ? lastData(answer) : own?.data }
}
