import type { ShadowClient } from '@shadow-mode/client'
import type { PredictionState } from './prediction.ts'

export interface Question {
  client: ShadowClient<never, unknown>
  /** Identifies the input, subject and reference. */
  key: string
}

/** The state of the last question. */
export type Answer<Output, Failure> = Question & {
  /** The last answer to the same question. */
  data: Output | undefined
  /** The answer to the question before, while this one is pending. */
  previous: Output | undefined
} & (
    | { status: 'idle' | 'pending' }
    | { status: 'success'; data: Output }
    | { status: 'error'; error: Failure }
  )

export const sameQuestion = (a: Question | undefined, b: Question): boolean =>
  a?.client === b.client && a.key === b.key

export const lastData = <Output>(answer: Answer<Output, unknown> | undefined): Output | undefined =>
  answer?.data === undefined ? answer?.previous : answer.data

/** The answer after its call was stopped: the last answer to the same question, if there is one. */
export function withoutPending<Output, Failure>(
  answer: Answer<Output, Failure> | undefined,
): Answer<Output, Failure> | undefined {
  if (answer?.status !== 'pending') return answer
  const { data } = answer
  return data === undefined ? { ...answer, status: 'idle' } : { ...answer, status: 'success', data }
}

/**
 * Returns what to show. It matches the answer with the question, so that the first render after a change does not show
 * the answer to another input.
 */
export function currentPrediction<Output, Failure>(
  answer: Answer<Output, Failure> | undefined,
  question: Question | undefined,
  options: { enabled: boolean; keepPreviousData: boolean },
): PredictionState<Output, Failure> {
  const matches = question !== undefined && sameQuestion(answer, question)
  if (matches && answer?.status === 'success') {
    return { status: 'success', data: answer.data, error: undefined, isPending: false }
  }
  if (matches && answer?.status === 'error') {
    return { status: 'error', data: answer.data, error: answer.error, isPending: false }
  }
  if ((matches && answer?.status === 'pending') || (question !== undefined && options.enabled)) {
    const data = options.keepPreviousData ? lastData(answer) : matches ? answer?.data : undefined
    return { status: 'pending', data, error: undefined, isPending: true }
  }
  return { status: 'idle', data: undefined, error: undefined, isPending: false }
}
