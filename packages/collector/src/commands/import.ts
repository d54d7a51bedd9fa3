import type { CommandSpec } from '../cli/command-spec.ts'
import { escapeForTerminal } from '../cli/escape-for-terminal.ts'
import { runCommand } from '../cli/run-command.ts'
import { UsageError } from '../cli/usage-error.ts'
import { outcomeKind, pairKind, type RecordKind } from '../intake/record-kind.ts'
import { createProgress } from './create-progress.ts'
import { parseDataLocation } from './data-location.ts'
import { dataLocationOptions } from './data-location-options.ts'
import { createCollectorSink } from './import/create-collector-sink.ts'
import { createFolderSink } from './import/create-folder-sink.ts'
import { importLines } from './import/import-lines.ts'
import { readFileLines } from './import/read-file-lines.ts'
import type { RecordSink } from './import/record-sink.ts'
import { withEngine } from './with-engine.ts'
import { writeLines } from './write-lines.ts'

const spec = {
  name: 'import',
  summary:
    'Stores the pairs of a file, the outcomes of a file, or both. Each line is one record. Invalid lines are skipped ' +
    'and reported on stderr, and then the exit code is 2. Prints the counts as one line of JSON. With only --outcomes, ' +
    'the experiment is optional.',
  positionals: '<experiment> <pairs.jsonl[.gz]>',
  positionalCount: [0, 2],
  options: {
    ...dataLocationOptions,
    outcomes: { type: 'string', placeholder: 'file', description: 'File with outcomes, jsonl[.gz]' },
    token: { type: 'string', description: 'With --url: the collector’s ingest key' },
  },
} as const satisfies CommandSpec

/** How many bad lines of a file to print. The others are only counted. */
const MAX_PRINTED_LINES = 100

interface Source {
  path: string
  kind: RecordKind
  experiment: string | undefined
}

type Counts = Record<string, number> & { bad: number }

async function importFile(source: Source, sink: RecordSink): Promise<Counts> {
  const { path, kind } = source
  const progress = createProgress(kind.list)
  let badLines = 0
  const counts = await importLines(readFileLines(path), source, sink, {
    onBadLine({ line, problem }) {
      badLines += 1
      if (badLines > MAX_PRINTED_LINES) return
      progress.clear()
      process.stderr.write(`${escapeForTerminal(`${path}:${line}: ${problem}`)}\n`)
    },
    onProgress: lines => progress.show(lines),
  }).finally(progress.clear)
  if (badLines > MAX_PRINTED_LINES)
    process.stderr.write(`… and ${badLines - MAX_PRINTED_LINES} more invalid lines\n`)
  return { ...counts, ...sink.summarise() }
}

async function importAll(
  sources: readonly Source[],
  openSink: (kind: RecordKind) => RecordSink | Promise<RecordSink>,
): Promise<number> {
  const summary: Record<string, unknown> = {}
  let bad = 0
  for (const source of sources) {
    const counts = await importFile(source, await openSink(source.kind))
    bad += counts.bad
    Object.assign(summary, source.kind === pairKind ? counts : { outcomes: counts })
  }
  await writeLines([`${JSON.stringify(summary)}\n`], process.stdout)
  return bad === 0 ? 0 : 2
}

/**
 * `shadow-mode import`. Exits with 0, with 2 after importing the good lines if others are bad, or with 2 on an error.
 */
export function importCommand(argv: string[]): Promise<number> {
  return runCommand(spec, argv, async ({ values, positionals: [experiment, pairs] }) => {
    const { outcomes } = values
    if (outcomes === undefined && pairs === undefined) {
      throw new UsageError(`Expected ${spec.positionals}, or --outcomes`)
    }
    const sources: Source[] = [
      ...(pairs === undefined ? [] : [{ path: pairs, kind: pairKind, experiment }]),
      ...(outcomes === undefined ? [] : [{ path: outcomes, kind: outcomeKind, experiment }]),
    ]
    const location = parseDataLocation(values)
    if (location.kind === 'collector') return importAll(sources, kind => createCollectorSink(location, kind))
    return withEngine(location, { create: true }, async engine =>
      importAll(sources, kind => createFolderSink(engine, kind)),
    )
  })
}
