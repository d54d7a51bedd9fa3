import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { describeIssues } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { findPlanFlaw } from './find-plan-flaw.ts'
import { type FileVersion, getFileVersion } from './get-file-version.ts'

type FlagFileState =
  /** `text` is the newest valid text. `flaw` explains why no client can read a plan from it, or is `null`. */
  | { kind: 'ok'; text: string; etag: string; flaw: string | null }
  /** The file does not exist, or no valid version has been read yet. */
  | { kind: 'absent' }

export interface FlagFile {
  /** Returns the state of the file. Rereads the file only if it has changed, or if it changed in the last 100 ms. */
  read(): Promise<FlagFileState>
}

/** Maximum size of a flag file in bytes. A larger file is invalid. */
const MAX_FLAG_BYTES = 1024 * 1024
/** A file that changed this recently is reread, because a second change can keep its time and size. Milliseconds. */
const SETTLED_MS = 100

const FlagsSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ flags: v.record(v.string(), v.looseObject({})) }),
)

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
    const text = bytes > MAX_FLAG_BYTES ? null : await readFile(path, 'utf8')
    const parsed = text === null ? null : v.safeParse(FlagsSchema, text, { abortEarly: true })
    if (text !== null && parsed?.success)
      state = { kind: 'ok', text, etag: computeEtag(text), flaw: findPlanFlaw(parsed.output.flags) }
    else if (stamp !== seen) {
      const problem = parsed?.issues ? describeIssues(parsed.issues) : `larger than ${MAX_FLAG_BYTES} bytes`
      onProblem(`${path} is not a valid flag file, so the last valid flags, if any, stay in use: ${problem}`)
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

const computeEtag = (text: string): string =>
  `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
