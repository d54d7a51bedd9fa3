import { createHash } from 'node:crypto'
import { describeIssues } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { describeError } from '../errors/describe-error.ts'
import type { SavedJson } from '../json/parse-saved-json.ts'
import { MAX_SAVED_BYTES, readSavedJson } from '../json/read-saved-json.ts'
import { findPlanFlaw } from './find-plan-flaw.ts'
import { type FileVersion, getFileVersion } from './get-file-version.ts'

type FlagFileState =
  /** `text` is the newest valid text, as strict JSON. `flaw` explains why no client can read a plan from it, or is `null`. */
  | { kind: 'ok'; text: string; etag: string; flaw: string | null }
  /** The file does not exist, or no valid version has been read yet. */
  | { kind: 'absent' }

export interface FlagFile {
  /** Returns the state of the file. Rereads the file only if it has changed, or if it changed in the last 100 ms. */
  read(): Promise<FlagFileState>
}

/** A file that changed this recently is reread, because a second change can keep its time and size. Milliseconds. */
const SETTLED_MS = 100

const FlagsSchema = v.looseObject({ flags: v.record(v.string(), v.looseObject({})) })

/**
 * Reads the flag file on request, because a file watcher can miss changes. Reports an invalid or partly written file
 * once. The last valid text, if there is one, then stays in use. A removed file is absent.
 */
export function openFlagFile(
  path: string,
  onProblem: (message: string) => void,
  getVersion: (path: string) => Promise<FileVersion | null> = getFileVersion,
): FlagFile {
  let state: FlagFileState = { kind: 'absent' }
  let seen = ''
  let reading: Promise<FlagFileState> | null = null

  const load = async ({ stamp, bytes, changedAt }: FileVersion): Promise<void> => {
    if (stamp === seen && Date.now() - changedAt > SETTLED_MS) return
    // Told once, although a file that has just changed is read again.
    const tell = (message: string): void => {
      if (stamp !== seen) onProblem(message)
    }
    try {
      const saved = await readFlags(path, bytes)
      state = { kind: 'ok', text: saved.text, etag: computeEtag(saved.text), flaw: findPlanFlaw(saved.flags) }
      if (saved.repeated.length > 0) tell(`${path}: ${saved.repeated.join('; ')}. The last one counts`)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      tell(
        `${path} is not a valid flag file, so the last valid flags, if any, stay in use: ${describeError(error)}`,
      )
    }
    seen = stamp
  }

  const refresh = async (): Promise<FlagFileState> => {
    try {
      const file = await getVersion(path)
      if (file) await load(file)
      else {
        seen = ''
        state = { kind: 'absent' }
      }
    } catch (error) {
      if (seen !== String(error)) {
        seen = String(error)
        onProblem(`${path} cannot be read, so the last valid flags, if any, stay in use: ${seen}`)
      }
    }
    return state
  }

  return {
    read: () => {
      reading ??= refresh().finally(() => {
        reading = null
      })
      return reading
    },
  }
}

/** @throws {SyntaxError} It is not a flag file. */
async function readFlags(
  path: string,
  bytes: number,
): Promise<SavedJson & { flags: v.InferOutput<typeof FlagsSchema>['flags'] }> {
  // A large file is not even read.
  if (bytes > MAX_SAVED_BYTES) throw new SyntaxError(`larger than ${MAX_SAVED_BYTES} bytes`)
  const saved = await readSavedJson(path)
  const parsed = v.safeParse(FlagsSchema, saved.value, { abortEarly: true })
  if (!parsed.success) throw new SyntaxError(describeIssues(parsed.issues))
  return { ...saved, flags: parsed.output.flags }
}

const computeEtag = (text: string): string =>
  `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
