import type { Scenario } from '../contract/scenario.ts'

/** The model service's fault switches behind each scenario; what is not named stays off. */
const faults: Record<Scenario, Record<string, unknown>> = {
  healthy: {},
  'stale-feature': { staleFeature: true },
  'slow-candidate': { latencyMs: 200, latencyJitterMs: 100 },
  'failing-candidate': { failRate: 1 / 7, failStatus: 503 },
}

export interface ScenarioControl {
  current: () => Scenario
  /** Rejects when the model service does not obey; the scenario then stays what it was. */
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
