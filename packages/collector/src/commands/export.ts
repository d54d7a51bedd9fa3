import type { CommandSpec } from '../cli/command-spec.ts'
import { runCommand } from '../cli/run-command.ts'
import { UsageError } from '../cli/usage-error.ts'
import { formatLines } from '../report/format-lines.ts'
import { parseWindow } from '../report/parse-window.ts'
import { askCollector } from './ask-collector.ts'
import { parseDataLocation } from './data-location.ts'
import { dataLocationOptions } from './data-location-options.ts'
import { windowOptions } from './window-options.ts'
import { withExperiment } from './with-experiment.ts'
import { writeLines } from './write-lines.ts'

const spec = {
  name: 'export',
  summary:
    'Prints the pairs or outcomes of an experiment as they were sent, one per line. Pairs are ordered by id.',
  positionals: '<experiment>',
  positionalCount: 1,
  options: {
    ...dataLocationOptions,
    ...windowOptions,
    outcomes: { type: 'boolean', description: 'Print all outcomes instead of pairs' },
  },
} as const satisfies CommandSpec

/** `shadow-mode export`. Exits with 0, or with 2 on an error, even if some output was written before it. */
export function exportCommand(argv: string[]): Promise<number> {
  return runCommand(spec, argv, async ({ values, positionals: [experiment = ''] }) => {
    const { outcomes, from, to } = values
    if (outcomes && (from ?? to) !== undefined) {
      throw new UsageError('--outcomes: cannot be combined with --from or --to')
    }
    const location = parseDataLocation(values)
    const window = parseWindow(values)
    if (location.kind === 'collector') {
      const path = `v1/experiments/${encodeURIComponent(experiment)}/${outcomes ? 'outcomes' : 'pairs'}`
      const { body } = await askCollector(location, path, { from, to })
      if (body !== null) await writeLines(body, process.stdout)
      return 0
    }
    return withExperiment(location, experiment, async engine => {
      const raws = outcomes ? engine.readOutcomes(experiment) : engine.readPairs(experiment, window)
      await writeLines(formatLines(raws), process.stdout)
      return 0
    })
  })
}
