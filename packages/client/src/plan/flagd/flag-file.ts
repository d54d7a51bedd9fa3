import { toError } from '../../core/errors/to-error.ts'
import type { Guard } from '../../core/guard/guard.ts'
import { isCount } from '../../core/guard/is-count.ts'
import { isObject } from '../../core/guard/is-object.ts'
import { isString } from '../../core/guard/is-string.ts'
import { own } from '../../core/guard/own.ts'
import { shape } from '../../core/guard/shape.ts'
import type { SyncStore } from '../../core/platform/platform.ts'
import { FlagOutageError } from '../flag-outage-error.ts'

/** A longer file is refused: parsing it would hold up the page. UTF-16 units. */
const MAX_FILE_LENGTH = 1_000_000

/** A longer definition is not kept on the device: each page reads it anew. UTF-16 units. */
const MAX_KEPT_LENGTH = 100_000

/** What one tab reads for all of them. */
export interface FlagFile {
  /** When it was read, in milliseconds since the epoch. */
  at: number
  /** The flagd definition as JSON, without the flags of others. */
  text: string
}

export const isFlagFile: Guard<FlagFile> = shape<FlagFile>({ at: isCount, text: isString })

/** The part of a flag file that concerns one flag. Throws `FlagOutageError`. */
export function cutOut(text: string, flag: string): string {
  try {
    if (text.length > MAX_FILE_LENGTH) throw new Error(`expected at most ${MAX_FILE_LENGTH} characters`)
    const file: unknown = JSON.parse(text)
    const flags = own(file, 'flags')
    if (!isObject(flags)) throw new Error('expected an object with flags')
    return JSON.stringify({
      flags: { [flag]: own(flags, flag) },
      $evaluators: own(file, '$evaluators'),
      metadata: own(file, 'metadata'),
    })
  } catch (cause) {
    // Also where it is nested too deep to be written again.
    throw new FlagOutageError('invalid', `flag file: ${toError(cause).message}`, { cause })
  }
}

/** The last file that any page kept. */
export function readKept(store: SyncStore | undefined, name: string): FlagFile | undefined {
  try {
    const kept: unknown = JSON.parse(store?.get(name) ?? '')
    return isFlagFile(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

export function keepFile(store: SyncStore | undefined, name: string, { at, text }: FlagFile): void {
  try {
    if (text.length > MAX_KEPT_LENGTH) store?.remove(name)
    else store?.set(name, JSON.stringify({ at, text }))
  } catch {
    // Full or forbidden: the next page reads the file itself.
  }
}
