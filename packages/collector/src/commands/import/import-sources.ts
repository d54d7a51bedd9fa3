import { escapeForTerminal } from '../../cli/escape-for-terminal.ts'
import { outcomeKind, pairKind, type RecordKind } from '../../intake/record-kind.ts'
import type { Mapping } from '../../mapping/open-mapping.ts'
import { decodeBytes } from '../../table/decode-bytes.ts'
import { openBytes } from '../../table/open-bytes.ts'
import { readLines } from '../../table/read-lines.ts'
import { createProgress } from '../create-progress.ts'
import { addCounts, type Counts } from './add-counts.ts'
import { type ImportListener, importLines } from './import-lines.ts'
import { importRows } from './import-rows.ts'
import type { OpenSink } from './record-sink.ts'

/** A file to import: lines of pairs or outcomes, or the rows of a log with a map. */
export type ImportSource = { path: string } & (
  | { kind: RecordKind; experiment: string | undefined }
  | { mapping: Mapping }
)

/** How many bad lines of a file to print. The others are only counted. */
const MAX_PRINTED_LINES = 100

/** Runs an import. Prints its bad lines and its progress on stderr. */
async function withListener<T>(
  { path, noun, place }: { path: string; noun: string; place: (line: number) => string },
  run: (listener: ImportListener) => Promise<T>,
): Promise<T> {
  const progress = createProgress(noun)
  let bad = 0
  const result = await run({
    onBadLine({ line, problem }) {
      bad += 1
      if (bad > MAX_PRINTED_LINES) return
      progress.clear()
      process.stderr.write(`${escapeForTerminal(`${path}:${place(line)}: ${problem}`)}\n`)
    },
    onProgress: lines => progress.show(lines),
  }).finally(progress.clear)
  if (bad > MAX_PRINTED_LINES) process.stderr.write(`… and ${bad - MAX_PRINTED_LINES} more invalid ${noun}\n`)
  return result
}

/** Imports a file. Returns its counts for the summary, and how many of its lines or rows were bad. */
async function importSource(
  source: ImportSource,
  openSink: OpenSink,
): Promise<{ summary: Counts; bad: number }> {
  const { path } = source
  if ('mapping' in source) {
    const { mapping } = source
    const place = (row: number): string => (mapping.format === 'parquet' ? ` row ${row}` : String(row))
    const sinks = { pairs: openSink(pairKind), outcomes: openSink(outcomeKind) }
    const counts = await withListener({ path, noun: 'rows', place }, listener =>
      importRows(mapping.rows, sinks, listener),
    )
    const summary = { ...counts, ...sinks.pairs.summarise(), outcomes: sinks.outcomes.summarise() }
    return { summary, bad: counts.bad }
  }
  const sink = openSink(source.kind)
  const lines = readLines(await decodeBytes(openBytes(path), undefined))
  const counts = await withListener({ path, noun: source.kind.list, place: String }, listener =>
    importLines(lines, source, sink, listener),
  )
  const summary = { ...counts, ...sink.summarise() }
  return { summary: source.kind === pairKind ? summary : { outcomes: summary }, bad: counts.bad }
}

/** Imports files one after the other. Returns the counts of all of them. */
export async function importSources(
  sources: readonly ImportSource[],
  openSink: OpenSink,
): Promise<{ summary: Counts; bad: number }> {
  let summary: Counts = {}
  let bad = 0
  for (const source of sources) {
    const imported = await importSource(source, openSink)
    summary = addCounts(summary, imported.summary)
    bad += imported.bad
  }
  return { summary, bad }
}
