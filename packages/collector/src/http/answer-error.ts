import type { ErrorHandler } from 'hono'
import { EngineFailedError } from '../engine/engine-failed-error.ts'
import { StorageFullError } from '../folder/storage-full-error.ts'
import { LogFullError } from '../log/log-full-error.ts'
import { LogWriteError } from '../log/log-write-error.ts'
import { DrainTimeoutError } from '../pipeline/drain-timeout-error.ts'
import { HttpError } from './http-error.ts'

/** `Retry-After` when the collector cannot accept a batch. Seconds. */
const RETRY_AFTER = 5
/** `Retry-After` when the data folder has reached its limit. Room takes longer to return. Seconds. */
const RETRY_AFTER_FULL = 60

function toHttpError(error: Error): HttpError | null {
  if (error instanceof HttpError) return error
  if (error instanceof StorageFullError)
    return new HttpError(
      429,
      'storage-full',
      'The collector has reached its storage limit; try again later',
      {
        cause: error,
        retryAfter: RETRY_AFTER_FULL,
      },
    )
  if (error instanceof LogFullError)
    return createUnavailable('backlog', 'The log is full; try again later', error)
  if (error instanceof LogWriteError)
    return createUnavailable('disk', 'The log cannot be written; try again later', error)
  if (error instanceof DrainTimeoutError) return createUnavailable('engine', error.message, error)
  if (error instanceof EngineFailedError)
    return createUnavailable('engine', 'The engine failed; try again later', error)
  return null
}

const createUnavailable = (code: string, message: string, cause: Error): HttpError =>
  new HttpError(503, code, message, { cause, retryAfter: RETRY_AFTER })

/**
 * Answers every error as `{ "error": { "code", "message" } }`. An unexpected error becomes a 500 without its message.
 * Unexpected errors and failures of the engine are passed to `onProblem`.
 */
export function answerError(onProblem: (message: string) => void): ErrorHandler {
  return (error, context) => {
    const known = toHttpError(error)
    // The engine's message may quote data, so it is only for the operator.
    if (!known || error instanceof EngineFailedError)
      onProblem(`${context.req.method} ${context.req.path}: ${error.stack ?? String(error)}`)
    const { status, code, message, headers } = known ?? {
      status: 500,
      code: 'internal',
      message: 'An internal error occurred; the collector reports it to its operator',
      headers: {},
    }
    for (const [name, value] of Object.entries(headers)) context.header(name, value)
    return context.json({ error: { code, message } }, status)
  }
}
