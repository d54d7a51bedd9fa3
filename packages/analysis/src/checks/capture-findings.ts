import type { Report, Role, Rules } from '@shadow-mode/protocol'
import { CAPTURE_COMPLETE, CAPTURE_PAIRS, CAPTURE_VERSIONS } from './check-id.ts'
import { COMPLETE_DEFAULT } from './defaults.ts'
import type { Finding } from './finding.ts'

/** Explains which models are mixed. `undefined` if each side ran one version and one model file. */
export function mixedVersions(models: Report['models']): string | undefined {
  const mixed = (['live', 'candidate'] satisfies Role[]).flatMap(role => {
    const { versions, modelSha256 } = models[role]
    const parts: string[] = []
    if (versions.length > 1)
      parts.push(`${role} has ${versions.length} versions (${versions.slice(0, 5).join(', ')})`)
    if (modelSha256.length > 1) parts.push(`${role} has ${modelSha256.length} model digests`)
    return parts
  })
  return mixed.length > 0
    ? `the window mixes models: ${mixed.join('; ')}. Narrow it to one of each`
    : undefined
}

const obstacle = (text: string | undefined): { obstacle?: string } =>
  text === undefined ? {} : { obstacle: text }

// Clients can report any count, so keep the sum exact.
const clip = (count: number): number => Math.min(count, Number.MAX_SAFE_INTEGER)

/** Finds capture.pairs, capture.versions and capture.complete. They count everything, so they have no interval. */
export function captureFindings(
  capture: Report['capture'],
  models: Report['models'],
  rules: Rules,
): Finding[] {
  const { minPairs } = rules
  const { paired, losses, setAside } = capture
  const marginless = (id: string): string | undefined =>
    Object.hasOwn(rules.margins, id)
      ? 'this check takes no margin (rules.minPairs sets the least number)'
      : undefined
  const few = paired < minPairs ? `${paired} of the ${minPairs} that rules.minPairs asks for` : undefined
  const mixed = capture.pairs === 0 ? 'there are no pairs' : mixedVersions(models)
  const dropped = Object.entries(losses.dropped)
    .filter(([reason]) => reason !== 'off')
    .reduce((total, [, count]) => total + count, 0)
  const lost = clip(dropped + setAside)
  // Imported pairs have no counters. Then the stored and lost pairs are all that is known to be sampled.
  const sampled = clip(Math.max(losses.sampled, capture.pairs + lost))
  const count = Math.max(...Object.values(models).flatMap(m => [m.versions.length, m.modelSha256.length]))
  const source = losses.clients === 0 ? '; no client reported counters' : ''
  return [
    {
      id: CAPTURE_PAIRS,
      subject: 'compared pairs',
      value: paired,
      interval: null,
      n: paired,
      ungated: true,
      defaultMargin: { min: minPairs },
      ...obstacle(marginless(CAPTURE_PAIRS) ?? few),
    },
    {
      id: CAPTURE_VERSIONS,
      subject: 'versions or model digests of one model',
      value: count,
      interval: null,
      n: capture.pairs,
      ungated: true,
      defaultMargin: { max: 1 },
      ...obstacle(marginless(CAPTURE_VERSIONS) ?? mixed),
    },
    {
      id: CAPTURE_COMPLETE,
      subject: `share lost (${lost} of ${sampled} sampled, ${losses.unconfirmed} unconfirmed${source})`,
      value: sampled === 0 ? null : lost / sampled,
      interval: null,
      n: sampled,
      defaultMargin: COMPLETE_DEFAULT,
    },
  ]
}
