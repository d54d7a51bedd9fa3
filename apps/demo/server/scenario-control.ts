import type { Scenario } from '../contract/scenario.ts'

/** The faults of the candidate in each scenario. All others are off. */
const faults: Record<Scenario, Record<string, unknown>> = {
  healthy: {},
  'stale-feature': { staleFeature: true },
  'slow-candidate': { latencyMs: 200, latencyJitterMs: 100 },
  'failing-candidate': { failRate: 1 / 7, failStatus: 503 },
}

export interface ScenarioControl {
  current: () => Scenario
  /** Rejects if the model service refuses the faults. Then the scenario does not change. */
  change: (scenario: Scenario) => Promise<void>
}

export function scenarioControl(modelServiceUrl: string): ScenarioControl {
  let current: Scenario = 'healthy'
  return {
    current: () => current,
    async change(scenario) {
      const response = await fetch(new URL('/faults/candidate', modelServiceUrl), {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(faults[scenario]),
      })
      if (!response.ok) {
        throw new Error(`The model service answered ${response.status}: ${await response.text()}`)
      }
      current = scenario
    },
  }
}
