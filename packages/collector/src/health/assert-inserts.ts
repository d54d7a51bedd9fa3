import { describeError } from '../errors/describe-error.ts'
import type { PipelineFailure } from '../pipeline/start-pipeline.ts'

/** Constant texts for what can be public: `/readyz` needs no token, and an error of the engine can quote data. */
const CAUSES: readonly (readonly [pattern: RegExp, cause: string])[] = [
  [/ENOSPC|No space left|NOT_ENOUGH_SPACE/i, 'no space left on device'],
  [/EROFS|Read-only file system/i, 'read-only file system'],
  [/EDQUOT|Disk quota exceeded/i, 'disk quota exceeded'],
  [/EACCES|EPERM|Permission denied/i, 'permission denied'],
  [/EIO\b|Input\/output error/i, 'input/output error'],
  [/MEMORY_LIMIT_EXCEEDED|memory limit exceeded/i, 'the engine is out of memory'],
  [/process ended|not running/i, "the engine's process ended"],
]

/** @throws If the last insert failed. It is repeated until it succeeds. */
export function assertInserts(failure: PipelineFailure | null): void {
  if (failure === null) return
  const text = describeError(failure.error)
  const cause = CAUSES.find(([pattern]) => pattern.test(text))?.[1] ?? 'see the messages of the collector'
  throw new Error(`failing since ${new Date(failure.since).toISOString()}: ${cause}`)
}
