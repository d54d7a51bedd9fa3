import { JsonScanError } from '../json/json-scan-error.ts'
import { OPEN_ARRAY, OPEN_OBJECT, skipSpace } from '../json/scan-json.ts'
import { scanElements, scanMembers } from '../json/scan-members.ts'
import { skipValue } from '../json/skip-value.ts'

/** The text of a batch, split into its fields and its records. */
export interface ScannedBatch<R> {
  /** The JSON texts of the known fields. */
  fields: Map<string, string>
  /** What `readRecord` made of each element of the array of records. `null` when there is no such array. */
  records: R[] | null
}

export interface ScanBatchOptions<R> {
  /** The key of the array of records. */
  list: string
  /** The other keys that are wanted. */
  fields: readonly string[]
  maxDepth: number
  maxRecords: number
  /** Maximum length of the text without the array of records that counts, in UTF-16 units. */
  maxEnvelopeLength: number
  /** Reads the record that starts at `start`. Returns where it ends. */
  readRecord: (start: number, index: number) => { end: number; record: R }
}

/**
 * Reads the texts of a batch's fields and records. Each keeps the text that was sent, because parsing would lose numbers
 * beyond 2^53, duplicate keys and the order of keys. Unknown fields are skipped. Of several fields with the same key the
 * last one counts, as in `JSON.parse`.
 *
 * @throws {JsonScanError} The text is not JSON, nested deeper than `maxDepth`, or longer than a limit.
 */
export function scanBatch<R>(text: string, options: ScanBatchOptions<R>): ScannedBatch<R> {
  const { list, maxDepth, maxEnvelopeLength } = options
  const fields = new Map<string, string>()
  let records: R[] | null = null
  let recordsLength = 0
  const skip = (start: number): number => skipValue(text, start, { maxDepth }).end
  const readField = (key: string | null, start: number): number => {
    const end = skip(start)
    if (key === list) records = null
    if (key !== null && (key === list || options.fields.includes(key)))
      fields.set(key, text.slice(start, end))
    return end
  }
  const readMember = (key: string | null, _: string, start: number): number => {
    const found =
      key === list && text.charCodeAt(start) === OPEN_ARRAY ? readRecords(text, start, options) : null
    if (found) {
      records = found.records
      recordsLength = found.end - start
    }
    const end = found?.end ?? readField(key, start)
    // Repeated arrays count as envelope, so that a text cannot make the scan read thousands of them.
    if (end - recordsLength > maxEnvelopeLength) throw new JsonScanError('too-long', end)
    return end
  }
  const start = skipSpace(text, 0)
  const isObject = text.charCodeAt(start) === OPEN_OBJECT
  const end = skipSpace(text, isObject ? scanMembers(text, start, readMember) : skip(start))
  if (end !== text.length) throw new JsonScanError('malformed', end)
  if (end - recordsLength > maxEnvelopeLength) throw new JsonScanError('too-long', end)
  return { fields, records }
}

function readRecords<R>(
  text: string,
  open: number,
  { maxRecords, readRecord }: ScanBatchOptions<R>,
): { end: number; records: R[] } {
  const records: R[] = []
  const end = scanElements(text, open, start => {
    if (records.length === maxRecords) throw new JsonScanError('too-many', start)
    const read = readRecord(start, records.length)
    records.push(read.record)
    return read.end
  })
  return { end, records }
}
