/** How the candidate's endpoint behaves. */
export const SCENARIOS = ['healthy', 'stale-feature', 'slow-candidate', 'failing-candidate'] as const

export type Scenario = (typeof SCENARIOS)[number]
