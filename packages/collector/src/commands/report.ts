import { writeFile } from 'node:fs/promises'
import { renderText } from '@shadow-mode/analysis'
import { type Decision, type Report, ReportSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import type { CommandSpec } from '../cli/command-spec.ts'
import { runCommand } from '../cli/run-command.ts'
import { UsageError } from '../cli/usage-error.ts'
import { describeError } from '../errors/describe-error.ts'
import { buildReport, type ReportRequest } from '../report/build-report.ts'
import { parseWindow } from '../report/parse-window.ts'
import { askCollector } from './ask-collector.ts'
import { createProgress } from './create-progress.ts'
import { type DataLocation, parseDataLocation } from './data-location.ts'
import { dataLocationOptions } from './data-location-options.ts'
import { readRulesFile } from './read-rules-file.ts'
import { windowOptions } from './window-options.ts'
import { withExperiment } from './with-experiment.ts'
import { writeLines } from './write-lines.ts'

const spec = {
  name: 'report',
  summary:
    'Compares the two models. Exit codes: 0 promote, 1 hold, 3 insufficient, 2 usage error or failure.',
  positionals: '<experiment>',
  positionalCount: 1,
  options: {
    ...dataLocationOptions,
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

function getReport(location: DataLocation, request: ReportRequest): Promise<Report> {
  const { experiment, window, rules } = request
  if (location.kind === 'folder') {
    return withExperiment(location, experiment, async engine => {
      const progress = createProgress('pairs')
      return buildReport(engine, { ...request, onProgress: progress.show }).finally(progress.clear)
    })
  }
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

/** `shadow-mode report`. Exits with the code of the verdict (`EXIT_CODES`), or with 2 on an error. */
export function reportCommand(argv: string[]): Promise<number> {
  return runCommand(spec, argv, async ({ values, positionals: [experiment = ''] }) => {
    const location = parseDataLocation(values)
    const render = Object.hasOwn(FORMATS, values.format) ? FORMATS[values.format] : undefined
    if (render === undefined)
      throw new UsageError(`--format: Expected text or json, received "${values.format}"`)
    const window = parseWindow(values)
    const rules = await readRulesFile(values.rules)
    const report = await getReport(location, { experiment, window, rules })
    const text = `${render(report).trimEnd()}\n`
    if (values.output === undefined) await writeLines([text], process.stdout)
    else await writeOutput(values.output, text)
    return EXIT_CODES[report.verdict.decision]
  })
}
