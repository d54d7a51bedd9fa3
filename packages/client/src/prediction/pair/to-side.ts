import type { Role, Side } from '@shadow-mode/protocol'
import { isObject } from '../../core/guard/is-object.ts'
import type { Copied } from '../../core/values/copy.ts'
import type { Answer } from '../call/answer.ts'
import { takeCopy } from '../call/take-copy.ts'
import { stripUrlSecrets } from '../privacy/strip-url-secrets.ts'
import { isRecorded } from './is-recorded.ts'

/** Maximum length of the name and the message of an error. Longer ones are truncated. */
const MAX_ERROR_TEXT = 1_000

const text = (value: unknown, fallback: string): string =>
  (typeof value === 'string' ? value : typeof value === 'number' ? `${value}` : fallback).slice(
    0,
    MAX_ERROR_TEXT,
  )

const describeError = (thrown: unknown): { name: string; message: string } => {
  try {
    const { name, message } = isObject(thrown) ? thrown : { name: 'Error', message: thrown }
    return { name: text(name, 'Error'), message: stripUrlSecrets(text(message, '')) }
  } catch {
    // A getter of the error threw. It is still recorded as an error of the model.
    return { name: 'Error', message: '' }
  }
}

/** Builds the part of a pair that describes one answer. Throws if `record` throws or returns a promise. */
export function toSide<Output>(
  role: Role,
  answer: Answer<Output>,
  version: string,
  record: ((output: Output) => unknown) | undefined,
): Side {
  const { httpStatus, runtime } = answer.facts
  const base = {
    version,
    durationMs: Math.max(0, answer.durationMs),
    ...(httpStatus !== undefined && { httpStatus }),
    ...(runtime && { runtime }),
  }
  const { status } = answer
  if (status === 'error') return { ...base, status, error: describeError(answer.error) }
  if (status !== 'ok') return { ...base, status }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each answer has been copied
  const copied = takeCopy(answer.copied as Copied<Output>, `${role}.output`, 'record')
  const output: unknown = record ? record(copied) : copied
  return { ...base, status, ...(isRecorded(output) && { output }) }
}
