import type { TestInput } from '@shadow-mode/test-support/servers/faulty-models.ts'

type Faults = NonNullable<TestInput['faults']>

/** The percentage of inputs with each fault. The rest have none. */
const FAULT_SHARES: [percent: number, faults: Faults][] = [
  [2, { live: { kind: 'status', status: 422 } }],
  [2, { live: { kind: 'garbage' } }],
  [2, { live: { kind: 'drop' } }],
  [3, { live: { kind: 'delay', ms: 60 } }],
  [3, { candidate: { kind: 'status', status: 500 } }],
  [2, { candidate: { kind: 'garbage' } }],
  [2, { candidate: { kind: 'drop' } }],
  [3, { candidate: { kind: 'delay', ms: 120 } }],
  [0.3, { candidate: { kind: 'hang' } }],
]

/** Draws an input that says how each model fails on it. */
export function drawInput(id: string, random: () => number): TestInput {
  let left = random() * 100
  for (const [percent, faults] of FAULT_SHARES) {
    left -= percent
    if (left < 0) return { id, faults }
  }
  return { id }
}
