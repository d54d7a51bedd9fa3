import { writeFile } from 'node:fs/promises'
import { renderText } from '@shadow-mode/analysis'
import { type Decision, type Report, ReportSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import type { CommandSpec } from '../cli/command-spec.ts'
import { runCommand } from '../cli/run-command.ts'
import { UsageError } from '../cli/usage-error.ts'
import type { Engine } from '../engine/engine.ts'
import { describeError } from '../errors/describe-error.ts'
import { buildReport, type ReportRequest } from '../report/build-report.ts'
import { parseWindow } from '../report/parse-window.ts'
import { askCollector } from './ask-collector.ts'
import { createProgress } from './create-progress.ts'
import { type DataLocation, parseDataLocation } from './data-location.ts'
import { dataLocationOptions } from './data-location-options.ts'
import { createCollectorSink } from './import/create-collector-sink.ts'
import { createFolderSinks } from './import/create-folder-sinks.ts'
import { type ImportSource, importSources } from './import/import-sources.ts'
import { mapOption } from './import/map-option.ts'
import { openPairsFile } from './import/open-pairs-file.ts'
import type { OpenSink } from './import/record-sink.ts'
import { warnOfConflicts } from './import/warn-of-conflicts.ts'
import { readRulesFile } from './read-rules-file.ts'
import { windowOptions } from './window-options.ts'
import { withEngine } from './with-engine.ts'
import { requireExperiment, withExperiment } from './with-experiment.ts'
import { writeLines } from './write-lines.ts'

const spec = {
  name: 'report',
  summary:
    'Compares the two models. With --import, stores the pairs of a file first, as the command import does. Exit codes: ' +
    '0 promote, 1 hold, 3 insufficient, 2 usage error, failure, or invalid lines in the file of --import.',
  positionals: '<experiment>',
  positionalCount: 1,
  options: {
    ...dataLocationOptions,
    import: { type: 'string', placeholder: 'file', description: 'File with pairs to import first' },
    ...mapOption,
    'ingest-key': { type: 'string', description: 'With --import and --url: the collector’s ingest key' },
    rules: {
      type: 'string',
      placeholder: 'file',
      description: 'JSON file with the rules; without margins, the verdict is insufficient',
    },
    ...windowOptions,
    format: { type: 'string', default: 'text', description: 'text or json' },
    output: {
      type: 'string',
      short: 'o',
      placeholder: 'file',
      description: 'File to write instead of stdout',
    },
  },
} as const satisfies CommandSpec

const EXIT_CODES: Record<Decision, number> = { promote: 0, hold: 1, insufficient: 3 }

const FORMATS: Record<string, (report: Report) => string> = {
  text: renderText,
  json: report => JSON.stringify(report, null, 2),
}

function buildWithProgress(engine: Engine, request: ReportRequest): Promise<Report> {
  const progress = createProgress('pairs')
  return buildReport(engine, { ...request, onProgress: progress.show }).finally(progress.clear)
}

function getReport(location: DataLocation, request: ReportRequest): Promise<Report> {
  const { experiment, window, rules } = request
  if (location.kind === 'folder')
    return withExperiment(location, experiment, engine => buildWithProgress(engine, request))
  const query = { from: window.from ?? undefined, to: window.to ?? undefined, rules: JSON.stringify(rules) }
  return askCollector(location, `v1/experiments/${encodeURIComponent(experiment)}/report`, query)
    .then(response => response.json())
    .then(answer => v.parse(ReportSchema, answer))
}

function writeOutput(path: string, text: string): Promise<void> {
  return writeFile(path, text).catch((error: unknown) => {
    throw new Error(`--output: ${path} cannot be written: ${describeError(error)}`, { cause: error })
  })
}

/** Opens the file of `--import` before anything else, so that a wrong map changes nothing. */
async function openImport(
  { import: path, map }: { import: string | undefined; map: string | undefined },
  experiment: string,
): Promise<ImportSource | null> {
  if (path === undefined && map !== undefined) throw new UsageError('--map: Expected --import, too')
  return path === undefined ? null : openPairsFile(path, { map, experiment })
}

/** Prints the counts on stderr, because the report is the command's result. */
async function importAndReport(
  file: ImportSource,
  location: DataLocation,
  request: ReportRequest,
  ingestKey: string | undefined,
): Promise<{ report: Report; bad: number }> {
  const store = async (openSink: OpenSink): Promise<number> => {
    const { summary, bad } = await importSources([file], openSink)
    warnOfConflicts(summary)
    process.stderr.write(`imported ${JSON.stringify(summary)}\n`)
    return bad
  }
  if (location.kind === 'folder') {
    return withEngine(location, { create: true }, async engine => {
      const bad = await store(await createFolderSinks(engine))
      await requireExperiment(engine, request.experiment)
      return { bad, report: await buildWithProgress(engine, request) }
    })
  }
  if (ingestKey === undefined) throw new UsageError('Missing --ingest-key, which --import with --url needs')
  const bad = await store(kind => createCollectorSink({ ...location, token: ingestKey }, kind))
  return { bad, report: await getReport(location, request) }
}

/** `shadow-mode report`. Exits with the code of the verdict (`EXIT_CODES`), or with 2 on an error or invalid lines. */
export function reportCommand(argv: string[]): Promise<number> {
  return runCommand(spec, argv, async ({ values, positionals: [experiment = ''] }) => {
    const location = parseDataLocation(values)
    const render = Object.hasOwn(FORMATS, values.format) ? FORMATS[values.format] : undefined
    if (render === undefined)
      throw new UsageError(`--format: Expected text or json, received "${values.format}"`)
    const window = parseWindow(values)
    const rules = await readRulesFile(values.rules)
    const request = { experiment, window, rules }
    const file = await openImport(values, experiment)
    const { report, bad } =
      file === null
        ? { report: await getReport(location, request), bad: 0 }
        : await importAndReport(file, location, request, values['ingest-key'])
    const text = `${render(report).trimEnd()}\n`
    if (values.output === undefined) await writeLines([text], process.stdout)
    else await writeOutput(values.output, text)
    return bad === 0 ? EXIT_CODES[report.verdict.decision] : 2
  })
}
