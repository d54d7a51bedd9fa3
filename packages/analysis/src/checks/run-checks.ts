import type { Check, Report, Role, Rules } from '@shadow-mode/protocol'
import type { ClusteredValues } from '../columns/clustered-values.ts'
import type { Leaf } from '../outputs/leaf.ts'
import { applyRules } from './apply-rules.ts'
import { captureFindings, describeMixedVersions } from './capture-findings.ts'
import { CAPTURE_VERSIONS, DECIDING_KINDS, outputCheckId } from './check-id.ts'
import type { Finding } from './finding.ts'
import { outputFindings } from './output-findings.ts'
import { errorRateFinding, latencyFinding } from './service-findings.ts'
import { unknownFindings } from './unknown-findings.ts'

export interface CheckInput extends Pick<Report, 'models' | 'capture' | 'outputs' | 'latency' | 'cuts'> {
  leaves: ReadonlyMap<string, Leaf>
  durations: Record<Role | 'difference', ClusteredValues>
  /** 1 for each candidate call that failed, and 0 for each answer. */
  failures: ClusteredValues
}

function modelFindings(input: CheckInput, rules: Rules): Finding[] {
  const withMargin = Object.keys(rules.margins)
  const outputs = Object.entries(input.outputs).flatMap(([path, block]) => {
    const leaf = input.leaves.get(path)
    if (leaf === undefined) return []
    const omitted = input.cuts
      // A cut of an array has the path of the elements, and its leaves lie below that path.
      .filter(c => c.path !== null && path.startsWith(c.path) && (c.what === 'elements' || c.path === path))
      .filter(c => c.what === 'values' || c.what === 'elements')
      .reduce((total, c) => total + c.omitted, 0)
    const hasMargin = DECIDING_KINDS.some(kind => withMargin.includes(outputCheckId(path, kind)))
    return outputFindings(path, leaf, block, { hasMargin, omitted })
  })
  return [
    ...outputs,
    errorRateFinding(input.failures.values, input.failures.clusters),
    latencyFinding(input.latency, input.durations),
  ]
}

/**
 * Runs every check and applies the rules. If the window mixes versions of a model, the checks of the models are not
 * judged, unless the rules mute `capture.versions`.
 */
export function runChecks(input: CheckInput, rules: Rules): Check[] {
  const capture = captureFindings(input.capture, input.models, rules)
  const mixed = rules.muted.includes(CAPTURE_VERSIONS) ? undefined : describeMixedVersions(input.models)
  const models = modelFindings(input, rules)
  if (mixed !== undefined) for (const finding of models) finding.obstacle = mixed
  const findings = [...capture, ...models]
  const unknown = unknownFindings(rules, new Set(findings.map(finding => finding.id)))
  return [...findings, ...unknown].map(finding => applyRules(finding, rules))
}
