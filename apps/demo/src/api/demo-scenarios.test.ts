import { startModelService } from '@shadow-mode/model-service'
import * as v from 'valibot'
import { expect, onTestFinished, test } from 'vitest'
import { demoRules } from '../../server/demo-rules.ts'
import { scenarioControl } from '../../server/scenario-control.ts'
import { generateApplicants } from '../applicants/generate-applicants.ts'
import { toApplicant } from '../applicants/to-applicant.ts'

const AnswerSchema = v.object({ approved: v.boolean() })
const MARGIN = demoRules.margins?.['outputs.approved.agreement']?.min ?? Number.NaN

/** The share of applicants whom both real models answer alike. */
async function agreementIn(scenario: 'healthy' | 'stale-feature', seed: number): Promise<number> {
  const { url, close } = await startModelService()
  onTestFinished(close)
  await scenarioControl(url).change(scenario)
  const ask = async (path: string, body: string) => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(url + path, { method: 'POST', headers, body })
    return v.parse(AnswerSchema, await response.json()).approved
  }
  let alike = 0
  for (const file of generateApplicants(500, seed)) {
    const body = JSON.stringify(toApplicant(file))
    if ((await ask('/v1/predict', body)) === (await ask('/v2/predict', body))) alike += 1
  }
  return alike / 500
}

// The demo tells the bank's story: what it promotes and what it holds must lie well apart.
test.each([1, 2])(
  'the demo’s margin lets the healthy candidate pass and holds the stale one, seed %i',
  async seed => {
    expect(await agreementIn('healthy', seed)).toBeGreaterThan(MARGIN + 0.06)
    expect(await agreementIn('stale-feature', seed)).toBeLessThan(MARGIN - 0.08)
  },
)
