import type { Report, Role, Rules } from '@shadow-mode/protocol'
import { CAPTURE_COMPLETE, CAPTURE_PAIRS, CAPTURE_VERSIONS } from './check-id.ts'
import { COMPLETE_DEFAULT } from './defaults.ts'
import { describeCounters } from './describe-counters.ts'
import type { Finding } from './finding.ts'

/** Describes mixed versions and digests. `undefined` if each model has at most one version and one model digest. */
export function describeMixedVersions(models: Report['models']): string | undefined {
  const mixed = (['live', 'candidate'] satisfies Role[]).flatMap(role => {
    const { versions, modelSha256 } = models[role]
    const parts: string[] = []
    if (versions.length > 1)
      parts.push(`${role} has ${versions.length} versions (${versions.slice(0, 5).join(', ')})`)
    if (modelSha256.length > 1) parts.push(`${role} has ${modelSha256.length} model digests`)
    return parts
  })
  return mixed.length > 0
    ? `the window mixes models: ${mixed.join('; ')}. Choose a window with one version of each model`
    : undefined
}

const toObstacle = (text: string | undefined): { obstacle?: string } =>
  text === undefined ? {} : { obstacle: text }

// Clients can report any count, so cap the sum at the largest exact integer.
const capAtSafeInteger = (count: number): number => Math.min(count, Number.MAX_SAFE_INTEGER)

/** The share of the sent pairs that may be from clients whose counters were set aside. */
const MAX_UNKNOWN_SHARE = 0.05

/**
 * Whether so many pairs are from clients whose counters were set aside that nobody knows what was lost. A client without
 * pairs does not matter here, or anybody could keep the verdict from passing with one batch of made-up counters.
 */
function areLossesUnknown({ losses, pairs, stored = pairs }: Report['capture']): boolean {
  return (losses.setAside?.records ?? 0) > stored * MAX_UNKNOWN_SHARE
}

/**
 * Measures capture.pairs, capture.versions and capture.complete. The values are exact, so they have no interval, except
 * that the share lost has no upper end if the losses are not known.
 */
export function measureCapture(
  capture: Report['capture'],
  models: Report['models'],
  rules: Rules,
): Finding[] {
  const { minPairs } = rules
  const { paired, losses, setAside } = capture
  const explainRefusedMargin = (id: string, hint = ''): string | undefined =>
    Object.hasOwn(rules.margins, id) ? `the rules cannot set a margin for this check${hint}` : undefined
  const tooFew = paired < minPairs ? `${paired} of the ${minPairs} that rules.minPairs requires` : undefined
  const mixed = capture.pairs === 0 ? 'there are no pairs' : describeMixedVersions(models)
  const dropped = Object.entries(losses.dropped)
    .filter(([reason]) => reason !== 'off')
    .reduce((total, [, count]) => total + count, 0)
  const lost = capAtSafeInteger(dropped + setAside)
  // A client's newest counters may be missing. At least the stored and lost pairs were sampled. Pairs from a log, which has no
  // losses, must not dilute those of clients.
  const sampled = capAtSafeInteger(Math.max(losses.sampled, capture.pairs - (capture.imported ?? 0) + lost))
  const maxVersions = Math.max(
    ...Object.values(models).flatMap(m => [m.versions.length, m.modelSha256.length]),
  )
  const notes = describeCounters(capture)
  const shareLost = capture.pairs + sampled === 0 ? null : lost / Math.max(sampled, 1)
  return [
    {
      id: CAPTURE_PAIRS,
      label: 'compared pairs',
      value: paired,
      interval: null,
      n: paired,
      ignoresMinPairs: true,
      defaultMargin: { min: minPairs },
      ...toObstacle(explainRefusedMargin(CAPTURE_PAIRS, '; use rules.minPairs') ?? tooFew),
    },
    {
      id: CAPTURE_VERSIONS,
      label: 'versions or model digests of one model',
      value: maxVersions,
      interval: null,
      n: capture.pairs,
      ignoresMinPairs: true,
      defaultMargin: { max: 1 },
      ...toObstacle(explainRefusedMargin(CAPTURE_VERSIONS) ?? mixed),
    },
    {
      id: CAPTURE_COMPLETE,
      label: `share lost (${lost} of ${sampled} sampled, ${losses.unconfirmed} unconfirmed${notes})`,
      value: shareLost,
      interval: areLossesUnknown(capture) ? [shareLost, null] : null,
      n: sampled || capture.pairs,
      defaultMargin: COMPLETE_DEFAULT,
    },
  ]
}
