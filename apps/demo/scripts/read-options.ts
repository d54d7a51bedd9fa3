import { parseArgs } from 'node:util'
import * as v from 'valibot'
import type { CandidateKind } from '../contract/candidate-kind.ts'
import { SCENARIOS, type Scenario } from '../contract/scenario.ts'

const USAGE = `npm run demo [-- options]

  --replay N          replay N made-up applicants in a headless browser, print the report and end
  --json FILE         with --replay: also write the report as JSON
  --seed N            with --replay: the seed of the applicants (default 1)
  --scenario NAME     ${SCENARIOS.join(', ')}
  --candidate WHERE   with --replay: http (default), or onnx in the browser
  --no-build          use the existing build
  --help`

export interface DemoOptions {
  /** The number of applicants. If it is absent, the demo serves until it is stopped. */
  replay?: number
  json?: string
  seed: number
  scenario: Scenario
  candidate: CandidateKind
  build: boolean
}

const wholeNumber = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d+$/, 'expected a whole number'),
    v.transform(Number),
    v.minValue(min),
    v.maxValue(max),
  )

const OptionsSchema = v.object({
  replay: v.exactOptional(wholeNumber(1, 20_000)),
  json: v.exactOptional(v.pipe(v.string(), v.minLength(1))),
  seed: v.optional(wholeNumber(0, 2 ** 31), '1'),
  scenario: v.optional(v.picklist(SCENARIOS), 'healthy'),
  candidate: v.optional(v.picklist(['http', 'onnx']), 'http'),
  build: v.optional(v.boolean(), true),
})

export type Request = { kind: 'run'; options: DemoOptions } | { kind: 'print'; text: string; exitCode: 0 | 2 }

/** Reads the command line. Wrong options give the usage with exit code 2. */
export function readOptions(args: string[]): Request {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      args,
      allowNegative: true,
      options: {
        replay: text,
        json: text,
        seed: text,
        scenario: text,
        candidate: text,
        build: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
    if (values.help) return { kind: 'print', text: USAGE, exitCode: 0 }
    const options = v.parse(OptionsSchema, values)
    if (options.json !== undefined && options.replay === undefined) throw new Error('--json needs --replay')
    return { kind: 'run', options }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const [issue] = v.isValiError(error) ? error.issues : []
    const wrong = issue ? `--${v.getDotPath(issue)}: ${issue.message}` : message
    return { kind: 'print', text: `${wrong}\n\n${USAGE}`, exitCode: 2 }
  }
}
