import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { evaluateFlag } from './evaluate-flag.ts'
import type { EvaluationContext } from './evaluation-context.ts'
import type { EvaluationDetails } from './evaluation-details.ts'
import { readFeature, type Scenario } from './testing/read-feature.ts'

// flagd's own test bed; see the data's README.
const sharedData = inject('sharedData')
const folder = join(sharedData ?? '', 'flagd')
const read = (file: string) => readFileSync(join(folder, file), 'utf8')
const features = sharedData ? readdirSync(folder).filter(file => file.endsWith('.feature')) : []

const typed = (type: string, text: string): unknown =>
  type === 'String' ? text : JSON.parse(text.replaceAll('\\"', '"'))

/** Each step with what it does; together they are all that the test bed says. */
function run(scenario: Scenario, definition: unknown): number {
  const context: EvaluationContext = {}
  let [key, type, defaultValue]: [string, string, unknown] = ['', '', undefined]
  let details: EvaluationDetails | undefined
  let expectations = 0
  const steps: [RegExp, (values: string[], table: Record<string, string>[]) => void][] = [
    [/^an evaluator$/, () => undefined],
    [
      /^a (\w+)-flag with key "(.*)" and a fallback value "(.*)"$/,
      ([flagType = '', flagKey = '', text = '']) => {
        ;[key, type, defaultValue] = [flagKey, flagType, typed(flagType, text)]
      },
    ],
    [
      /^a context containing a key "(.*)", with type "(.*)" and with value "(.*)"$/,
      ([name = '', valueType = '', text = '']) => void (context[name] = typed(valueType, text)),
    ],
    [
      /^a context containing a targeting key with value "(.*)"$/,
      ([targetingKey]) => void (context.targetingKey = targetingKey),
    ],
    [
      /^a context containing a nested property with outer key "(.*)" and inner key "(.*)", with value "(.*)"$/,
      ([outer = '', inner = '', value]) => void (context[outer] = { [inner]: value }),
    ],
    [
      /^the flag was evaluated with details$/,
      () => void (details = evaluateFlag(definition, key, context, { defaultValue })),
    ],
    [
      /^the resolved details value should be "(.*)"$/,
      ([text = '']) => expect(details?.value).toEqual(typed(type, text)),
    ],
    [/^the reason should be "(.*)"$/, ([reason]) => expect(details?.reason).toBe(reason)],
    [/^the error-code should be "(.*)"$/, ([errorCode]) => expect(details).toMatchObject({ errorCode })],
    [
      /^the resolved metadata should contain$/,
      (_, table) => {
        expect(table.length).toBeGreaterThan(0)
        for (const row of table) {
          expect(details?.metadata).toHaveProperty(
            row['key'] ?? '',
            typed(row['metadata_type'] ?? '', row['value'] ?? ''),
          )
        }
      },
    ],
    [/^the resolved metadata is empty$/, () => expect(details?.metadata).toEqual({})],
  ]
  for (const { text, table } of scenario.steps) {
    const step = steps.find(([pattern]) => pattern.test(text))
    if (!step) throw new Error(`Unknown step: ${text}`)
    step[1](step[0].exec(text)?.slice(1) ?? [], table)
    if (text.startsWith('the ') && details) expectations++
  }
  return expectations
}

describe.skipIf(sharedData === null)('flagd test bed', () => {
  for (const file of features) {
    const scenarios = readFeature(read(file)).filter(({ tags }) => !tags.includes('@fractional-v1'))
    describe(`in ${file}`, () => {
      const definition: unknown = JSON.parse(read('testkit-flags.json'))
      test.each(scenarios)('$name', scenario => {
        expect(run(scenario, definition)).toBeGreaterThan(1)
      })
    })
  }

  test('is read whole', () => {
    const scenarios = features.flatMap(file => readFeature(read(file)))
    expect(scenarios).toHaveLength(140)
    expect(scenarios.filter(({ tags }) => tags.includes('@fractional-v1'))).toHaveLength(15)
  })
})
