import type { CommandSpec } from '../cli/command-spec.ts'
import { runCommand } from '../cli/run-command.ts'
import { terminalText } from '../cli/terminal-text.ts'
import { collectorSink } from './import/collector-sink.ts'
import { fileLines } from './import/file-lines.ts'
import { folderSink } from './import/folder-sink.ts'
import { importLines } from './import/import-lines.ts'
import type { PairSink } from './import/pair-sink.ts'
import { progress } from './progress.ts'
import { where } from './where.ts'
import { whereOptions } from './where-options.ts'
import { withEngine } from './with-engine.ts'
import { writeLines } from './write-lines.ts'

const spec = {
  name: 'import',
  summary:
    'Stores the pairs of a file, one a line. A bad line is named on stderr and passed over; then the exit code is 2. ' +
    'Prints what became of the pairs as one line of JSON.',
  positionals: '<experiment> <pairs.jsonl[.gz]>',
  positionalCount: 2,
  options: {
    ...whereOptions,
    token: { type: 'string', describe: 'With --url: the collector’s ingest key' },
  },
} as const satisfies CommandSpec

/** Bad lines named one by one; the rest are counted only. */
const MAX_NAMED_LINES = 100

async function importFile(path: string, experiment: string, sink: PairSink): Promise<number> {
  const shown = progress()
  let named = 0
  const counts = await importLines(fileLines(path), experiment, sink, {
    bad({ line, problem }) {
      named += 1
      if (named > MAX_NAMED_LINES) return
      shown.end()
      process.stderr.write(`${terminalText(`${path}:${line}: ${problem}`)}\n`)
    },
    progress: lines => shown.pairs(lines),
  }).finally(shown.end)
  if (named > MAX_NAMED_LINES) process.stderr.write(`… and ${named - MAX_NAMED_LINES} more bad lines\n`)
  await writeLines([`${JSON.stringify({ ...counts, ...sink.summary() })}\n`], process.stdout)
  return counts.bad === 0 ? 0 : 2
}

/** `shadow-mode import`. Exit codes: 0, or 2 for a bad line (after the good ones), a usage error or a failure. */
export function importCommand(argv: string[]): Promise<number> {
  return runCommand(spec, argv, async ({ values, positionals: [experiment = '', path = ''] }) => {
    const place = where(values)
    if (place.kind === 'collector') return importFile(path, experiment, collectorSink(place))
    return withEngine(place.dir, { create: true }, async engine =>
      importFile(path, experiment, await folderSink(engine, experiment)),
    )
  })
}
