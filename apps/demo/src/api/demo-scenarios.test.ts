import { startModelService } from '@shadow-mode/model-service'
import * as v from 'valibot'
import { expect, onTestFinished, test } from 'vitest'
import { demoRules } from '../../server/demo-rules.ts'
import { scenarioControl } from '../../server/scenario-control.ts'
import { generateApplicants } from '../applicants/generate-applicants.ts'
import { toApplicant } from '../applicants/to-applicant.ts'

const AnswerSchema = v.object({ approved: v.boolean(), probability: v.number() })
const AGREEMENT = demoRules.margins?.['outputs.approved.agreement']?.min ?? Number.NaN
const DIFFERENCE = demoRules.margins?.['outputs.probability.meanDifference']?.max ?? Number.NaN

/**
 * The share of applicants with the same decision from both real models, and the mean difference of the candidate's
 * risk.
 */
async function compare(scenario: 'healthy' | 'stale-feature', seed: number) {
  const { url, close } = await startModelService()
  onTestFinished(close)
  await scenarioControl(url).change(scenario)
  const ask = async (path: string, body: string) => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(url + path, { method: 'POST', headers, body })
    return v.parse(AnswerSchema, await response.json())
  }
  let alike = 0
  let difference = 0
  for (const file of generateApplicants(500, seed)) {
    const body = JSON.stringify(toApplicant(file))
    const [live, candidate] = [await ask('/v1/predict', body), await ask('/v2/predict', body)]
    alike += Number(live.approved === candidate.approved)
    difference += candidate.probability - live.probability
  }
  return { agreement: alike / 500, difference: difference / 500 }
}

// The two scenarios must be far from the margins, so that every run of the demo has the expected verdict.
test.each([1, 2])(
  'the healthy candidate is within the margins and the stale one is not, seed %i',
  async seed => {
    const healthy = await compare('healthy', seed)
    expect(healthy.agreement).toBeGreaterThan(AGREEMENT + 0.06)
    expect(Math.abs(healthy.difference)).toBeLessThan(DIFFERENCE - 0.02)
    const stale = await compare('stale-feature', seed)
    expect(stale.agreement).toBeLessThan(AGREEMENT)
    expect(stale.difference).toBeGreaterThan(DIFFERENCE + 0.02)
  },
)
