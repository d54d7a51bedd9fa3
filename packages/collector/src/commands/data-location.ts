import { UsageError } from '../cli/usage-error.ts'
import { parseLockWait } from './lock-wait-option.ts'

export interface FolderLocation {
  kind: 'folder'
  dir: string
  /** How long to wait for another holder of the folder. Milliseconds. */
  lockWaitMs: number
}

/** Where a command reads or stores pairs: a data folder or a running collector. */
export type DataLocation = FolderLocation | { kind: 'collector'; url: URL; token: string }

/**
 * Parses the options that name a data folder or a collector.
 *
 * @throws {UsageError} Neither `--data` nor `--url` is given, `--url` is not an http or https URL, or `--url` is given
 * without `--token`.
 */
export function parseDataLocation(values: {
  data?: string | undefined
  url?: string | undefined
  token?: string | undefined
  'lock-wait': string
}): DataLocation {
  const { data, url, token } = values
  if (url !== undefined) {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      throw new UsageError(`--url: Expected an http or https URL, received "${url}"`)
    if (token === undefined) throw new UsageError('Missing --token, which --url needs')
    return { kind: 'collector', url: new URL(url.endsWith('/') ? url : `${url}/`), token }
  }
  if (data === undefined) throw new UsageError('Missing --data DIR or --url URL')
  return { kind: 'folder', dir: data, lockWaitMs: parseLockWait(values) }
}
