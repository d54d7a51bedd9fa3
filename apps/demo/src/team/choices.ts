import type { CandidateKind } from '../../contract/candidate-kind.ts'
import type { FlagMode } from '../../contract/flag-mode.ts'
import type { Scenario } from '../../contract/scenario.ts'
import type { Choice } from './choice-group.tsx'

export const flagChoices: readonly Choice<FlagMode>[] = [
  { value: 'off', label: 'Off', hint: 'Live answers; the candidate is not called.' },
  { value: 'shadow', label: 'Shadow', hint: 'Live answers; the candidate runs behind every prediction.' },
  {
    value: 'canary',
    label: 'Canary',
    hint: 'The candidate answers, live runs behind it. Everybody at this desk is in the canary.',
  },
]

export const candidateChoices: readonly Choice<CandidateKind>[] = [
  { value: 'http', label: 'Endpoint', hint: 'The candidate answers at /v2/predict.' },
  { value: 'onnx', label: 'In this browser', hint: 'The candidate is an ONNX model in a Web Worker.' },
]

export const scenarioChoices: readonly Choice<Scenario>[] = [
  { value: 'healthy', label: 'Healthy', hint: 'The candidate works as it should.' },
  {
    value: 'stale-feature',
    label: 'Stale feature',
    hint: 'One of 17 features comes from an older pipeline. Nothing fails, but the answers differ.',
  },
  {
    value: 'slow-candidate',
    label: 'Slow',
    hint: 'Every candidate call takes a quarter of a second longer.',
  },
  { value: 'failing-candidate', label: 'Failing', hint: 'One candidate call in seven is answered with 503.' },
]
