import type { CommandSpec } from '../cli/command-spec.ts'
import { runCommand } from '../cli/run-command.ts'
import { UsageError } from '../cli/usage-error.ts'
import { outcomeKind } from '../intake/record-kind.ts'
import { parseDataLocation } from './data-location.ts'
import { dataLocationOptions } from './data-location-options.ts'
import { createCollectorSink } from './import/create-collector-sink.ts'
import { createFolderSinks } from './import/create-folder-sinks.ts'
import { type ImportSource, importSources } from './import/import-sources.ts'
import { mapOption } from './import/map-option.ts'
import { openPairsFile } from './import/open-pairs-file.ts'
import { printDryRun } from './import/print-dry-run.ts'
import { warnOfConflicts } from './import/warn-of-conflicts.ts'
import { withEngine } from './with-engine.ts'
import { writeLines } from './write-lines.ts'

const spec = {
  name: 'import',
  summary:
    'Stores the pairs of a file, the outcomes of a file, or both. Each line is one record. With --map, the file is any ' +
    'log of two models: CSV, JSON lines or Parquet. Invalid lines are skipped and reported on stderr, and then the exit ' +
    'code is 2. Prints the counts as one line of JSON. With only --outcomes, the experiment is optional.',
  positionals: '<experiment> <file[.gz]>',
  positionalCount: [0, 2],
  options: {
    ...dataLocationOptions,
    ...mapOption,
    'dry-run': {
      type: 'boolean',
      description: 'Stores nothing and shows the first pair; needs no --data or --url',
    },
    outcomes: { type: 'string', placeholder: 'file', description: 'File with outcomes, jsonl[.gz]' },
    token: { type: 'string', description: 'With --url: the collector’s ingest key' },
  },
} as const satisfies CommandSpec

async function openSources(
  experiment: string | undefined,
  {
    pairs,
    outcomes,
    map,
  }: { pairs: string | undefined; outcomes: string | undefined; map: string | undefined },
): Promise<ImportSource[]> {
  const sources: ImportSource[] = []
  if (pairs !== undefined && experiment !== undefined)
    sources.push(await openPairsFile(pairs, { map, experiment }))
  if (outcomes !== undefined) sources.push({ path: outcomes, kind: outcomeKind, experiment })
  return sources
}

/**
 * `shadow-mode import`. Exits with 0, with 2 after importing the good lines if others are bad, or with 2 on an error.
 */
export function importCommand(argv: string[]): Promise<number> {
  return runCommand(spec, argv, async ({ values, positionals: [experiment, pairs] }) => {
    const { outcomes, map } = values
    if (outcomes === undefined && pairs === undefined) {
      throw new UsageError(`Expected ${spec.positionals}, or --outcomes`)
    }
    if (map !== undefined && pairs === undefined) throw new UsageError(`--map: Expected ${spec.positionals}`)
    const location = values['dry-run'] ? null : parseDataLocation(values)
    const sources = await openSources(experiment, { pairs, outcomes, map })
    if (location === null) return (await printDryRun(sources)) === 0 ? 0 : 2
    const { summary, bad } =
      location.kind === 'collector'
        ? await importSources(sources, kind => createCollectorSink(location, kind))
        : await withEngine(location, { create: true }, async engine =>
            importSources(sources, await createFolderSinks(engine)),
          )
    warnOfConflicts(summary)
    await writeLines([`${JSON.stringify(summary)}\n`], process.stdout)
    return bad === 0 ? 0 : 2
  })
}
