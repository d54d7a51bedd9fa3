import type { Check, Report, Role, Rules } from '@shadow-mode/protocol'
import type { ClusteredValues } from '../columns/clustered-values.ts'
import type { Leaf } from '../outputs/leaf.ts'
import type { OutputVector } from '../outputs/output-vectors.ts'
import { applyRules } from './apply-rules.ts'
import { CAPTURE_VERSIONS, COMPARING_KINDS, OUTPUTS_COMMON, toOutputCheckId } from './check-id.ts'
import { findUnknownChecks } from './find-unknown-checks.ts'
import type { Finding } from './finding.ts'
import { measureAssociation } from './measure-association.ts'
import { describeMixedVersions, measureCapture } from './measure-capture.ts'
import { measureCommonPaths } from './measure-common-paths.ts'
import { measureOutput } from './measure-output.ts'
import { measureErrorRate, measureLatency } from './measure-service.ts'

export interface CheckInput extends Pick<Report, 'models' | 'capture' | 'outputs' | 'latency' | 'cuts'> {
  /** By output path. */
  leaves: ReadonlyMap<string, Leaf>
  /** By path of the array. */
  vectors: ReadonlyMap<string, OutputVector>
  /** In milliseconds. */
  durations: Record<Role | 'difference', ClusteredValues>
  /** 1 for each candidate call that failed, and 0 for each that answered. Aborted calls are left out. */
  failures: ClusteredValues
}

const sumOf = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

function measureModels(input: CheckInput, rules: Rules): Finding[] {
  const isDeclared = (path: string) =>
    COMPARING_KINDS.some(kind => Object.hasOwn(rules.margins, toOutputCheckId(path, kind)))
  const vectors = Array.from(input.vectors)
  const sharedPaths = new Map(
    vectors.flatMap(([, { positions, elements }]) => positions.map(path => [path, elements] as const)),
  )
  const compared = (path: string): number => input.outputs[path]?.n ?? 0
  const ofPositions = new Map(
    vectors
      .filter(([, { positions }]) => positions.length > 0)
      .map(([, { positions, elements }]) => [elements, sumOf(positions.map(compared))] as const),
  )
  const outputs = Object.entries(input.outputs).flatMap(([path, block]) => {
    const leaf = input.leaves.get(path)
    if (leaf === undefined) return []
    const omitted = input.cuts
      // The cut of an array has the path of its elements. The leaves of the elements lie at or below that path.
      .filter(c => c.path !== null && path.startsWith(c.path) && (c.what === 'elements' || c.path === path))
      .filter(c => c.what === 'values' || c.what === 'elements')
      .reduce((total, c) => total + c.omitted, 0)
    const shared = sharedPaths.get(path)
    const hasMargin = isDeclared(path) || (shared !== undefined && isDeclared(shared))
    const findings = measureOutput(path, leaf, block, {
      hasMargin,
      omitted,
      isPosition: shared !== undefined,
      ofPositions: ofPositions.get(path),
    })
    if (shared !== undefined)
      for (const finding of findings) finding.sharedId = finding.id.replace(path, () => shared)
    return findings
  })
  const associations = vectors.flatMap(([path, { positions, elements, association }]) =>
    measureAssociation(path, association, [elements, ...positions].some(isDeclared)),
  )
  return [
    ...measureCommonPaths(input),
    ...outputs,
    ...associations,
    measureErrorRate(input.failures.values, input.failures.clusters),
    measureLatency(input.latency, input.durations),
  ]
}

/**
 * Runs every check and applies the rules. If the window mixes versions or digests of a model, the checks of outputs,
 * errors and latency are not judged, unless the rules mute `capture.versions`.
 */
export function runChecks(input: CheckInput, rules: Rules): Check[] {
  const capture = measureCapture(input.capture, input.models, rules)
  const mixed = rules.muted.includes(CAPTURE_VERSIONS) ? undefined : describeMixedVersions(input.models)
  const models = measureModels(input, rules)
  if (mixed !== undefined) for (const finding of models) finding.obstacle = mixed
  const findings = [...capture, ...models]
  const known = findings.flatMap(({ id, sharedId = id }) => [id, sharedId])
  const unknown = findUnknownChecks(rules, new Set([...known, OUTPUTS_COMMON]))
  return [...findings, ...unknown].map(finding => applyRules(finding, rules))
}
