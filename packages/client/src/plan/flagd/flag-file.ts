import { toError } from '../../core/errors/to-error.ts'
import type { Guard } from '../../core/guard/guard.ts'
import { isCount } from '../../core/guard/is-count.ts'
import { isObject } from '../../core/guard/is-object.ts'
import { isString } from '../../core/guard/is-string.ts'
import { own } from '../../core/guard/own.ts'
import { shape } from '../../core/guard/shape.ts'
import type { SyncStore } from '../../core/platform/platform.ts'
import { toJson } from '../../core/values/to-json.ts'
import { FlagOutageError } from '../flag-outage-error.ts'

/** In UTF-16 units. A longer file is an outage, because parsing it would block the page. */
const MAX_FILE_LENGTH = 1_000_000

/** In UTF-16 units. Longer definitions are not stored on the device, so each page requests them again. */
const MAX_STORED_LENGTH = 100_000

/** A flag file that one tab has read for all tabs. */
export interface FlagFile {
  /** When it was read, in milliseconds since the epoch. */
  at: number
  /** The flagd definition as JSON, with this experiment's flag, `$evaluators` and `metadata` only. */
  text: string
}

export const isFlagFile: Guard<FlagFile> = shape<FlagFile>({ at: isCount, text: isString })

/** Returns the flag file's JSON with one flag only. Throws `FlagOutageError` if the file is too long or invalid. */
export function extractFlag(text: string, flag: string): string {
  try {
    if (text.length > MAX_FILE_LENGTH) throw new Error(`expected at most ${MAX_FILE_LENGTH} characters`)
    // Browsers remove a byte order mark themselves. React Native does not.
    const file: unknown = JSON.parse(text.replace(/^\ufeff/, ''))
    const flags = own(file, 'flags')
    if (!isObject(flags)) throw new Error('expected an object with flags')
    return toJson({
      flags: { [flag]: own(flags, flag) },
      $evaluators: own(file, '$evaluators'),
      metadata: own(file, 'metadata'),
    })
  } catch (cause) {
    // Not only JSON.parse throws: `toJson` throws if the file is nested too deeply.
    throw new FlagOutageError('invalid', `flag file: ${toError(cause).message}`, { cause })
  }
}

/** Reads the file that a page of this origin stored last. Returns `undefined` if there is none, or it is invalid. */
export function readStoredFile(store: SyncStore | undefined, name: string): FlagFile | undefined {
  try {
    const stored: unknown = JSON.parse(store?.get(name) ?? '')
    return isFlagFile(stored) ? stored : undefined
  } catch {
    return undefined
  }
}

/** Stores the file for the other pages. If it is too long, removes the stored one. Never throws. */
export function storeFile(store: SyncStore | undefined, name: string, { at, text }: FlagFile): void {
  try {
    if (text.length > MAX_STORED_LENGTH) store?.remove(name)
    else store?.set(name, toJson({ at, text }))
  } catch {
    // The storage is full or blocked. The next page requests the file again.
  }
}
