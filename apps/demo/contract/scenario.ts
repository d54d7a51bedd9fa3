/** What happens to the candidate's endpoint. */
export const SCENARIOS = ['healthy', 'stale-feature', 'slow-candidate', 'failing-candidate'] as const

export type Scenario = (typeof SCENARIOS)[number]
