import type { CommandSpec } from '../cli/command-spec.ts'
import { runCommand } from '../cli/run-command.ts'
import { pairLines } from '../report/pair-lines.ts'
import { parseWindow } from '../report/parse-window.ts'
import { askCollector } from './ask-collector.ts'
import { where } from './where.ts'
import { whereOptions } from './where-options.ts'
import { windowOptions } from './window-options.ts'
import { withExperiment } from './with-experiment.ts'
import { writeLines } from './write-lines.ts'

const spec = {
  name: 'export',
  summary: 'Prints the pairs of an experiment, one a line and as they were sent, in order of their ids.',
  positionals: '<experiment>',
  positionalCount: 1,
  options: {
    ...whereOptions,
    ...windowOptions,
  },
} as const satisfies CommandSpec

/** `shadow-mode export`. Exit codes: 0, or 2 for a usage error or a failure, also in the middle of the output. */
export function exportCommand(argv: string[]): Promise<number> {
  return runCommand(spec, argv, async ({ values, positionals: [experiment = ''] }) => {
    const place = where(values)
    const window = parseWindow(values)
    if (place.kind === 'collector') {
      const path = `v1/experiments/${encodeURIComponent(experiment)}/pairs`
      const { body } = await askCollector(place, path, { from: values.from, to: values.to })
      if (body !== null) await writeLines(body, process.stdout)
      return 0
    }
    return withExperiment(place.dir, experiment, async engine => {
      await writeLines(pairLines(engine, experiment, window), process.stdout)
      return 0
    })
  })
}
