import { createHash } from 'node:crypto'
import type { ImportMap } from '@shadow-mode/protocol'
import { v7 } from 'uuid'
import type { Row } from '../table/table.ts'
import { TableError } from '../table/table-error.ts'
import { columnOf } from './column-of.ts'
import { getColumn } from './get-column.ts'

/** A file with more rows is refused. Each row costs about 60 bytes of memory, and a `Map` holds at most 2^24. */
const MAX_ROWS = 16_000_000

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)

/** Writes a value so that equal values have equal texts. Leaves out what is empty, and the paths in `excluded`. */
function toText(value: unknown, path: string, excluded: ReadonlySet<string>): string {
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (typeof value !== 'object' || value === null || value instanceof Date) return JSON.stringify(value) ?? ''
  if (Array.isArray(value)) return `[${value.map(element => toText(element, path, excluded)).join()}]`
  const parts = Object.entries(value)
    .toSorted(byKey)
    .map(([key, nested]) => ({ key, nested, path: path === '' ? key : `${path}.${key}` }))
    .filter(
      ({ nested, path: at }) => nested !== undefined && nested !== null && nested !== '' && !excluded.has(at),
    )
    .map(({ key, nested, path: at }) => `${JSON.stringify(key)}:${toText(nested, at, excluded)}`)
  return `{${parts.join()}}`
}

const hash = (...parts: readonly (string | Buffer)[]): Buffer => {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part).update('\0')
  return digest.digest()
}

/** The first 48 bits. Two rows that share them by chance only have their numbers counted together. */
const toFingerprint = (digest: Buffer): number => digest.readUIntBE(0, 6)

/**
 * Creates a function that makes the UUIDv7 of a row: its time, and a hash of the experiment, the time, the row's content
 * and how many equal rows came before it. So a file that is exported again gives the same ids, also if rows or columns
 * moved or rows were added. The label is left out, because it comes later than the row.
 *
 * @throws {TableError} (the function) The file has more rows than `MAX_ROWS`.
 */
export function createIdMaker(
  experiment: string,
  { key, label, observedAt }: Pick<ImportMap, 'key' | 'label' | 'observedAt'>,
): (row: Row, timeMs: number) => string {
  const excluded = new Set([label, observedAt].flatMap(source => columnOf(source) ?? []))
  const seen = new Map<number, number>()
  return (row, timeMs) => {
    const content = key ? Object.fromEntries(key.map(name => [name, getColumn(row, name)])) : row.values
    const digest = hash(experiment, String(timeMs), toText(content, '', key ? new Set() : excluded))
    const fingerprint = toFingerprint(digest)
    const before = seen.get(fingerprint) ?? 0
    if (before === 0 && seen.size === MAX_ROWS) {
      throw new TableError(`The file has more than ${MAX_ROWS} rows. Split it by time and import the parts`)
    }
    seen.set(fingerprint, before + 1)
    const random = before === 0 ? digest : hash(digest, String(before))
    return v7({ msecs: timeMs, random: random.subarray(0, 16) })
  }
}
