import type { Pair, Side } from '@shadow-mode/protocol'
import { isObject } from '../guard/is-object.ts'

/** More names are not listed. */
const MAX_NAMES = 10

const namesOf = (side: Side): string[] | undefined => {
  if (side.status !== 'ok' || side.output === undefined) return undefined
  const { output } = side
  if (Array.isArray(output)) return ['an array']
  return isObject(output) ? Object.keys(output) : [output === null ? 'null' : `a ${typeof output}`]
}

const list = (names: string[]): string =>
  names.slice(0, MAX_NAMES).join(', ') + (names.length > MAX_NAMES ? ', …' : '') || 'no fields'

/**
 * Says that the two outputs of a pair have no field in common, so that the report cannot compare them. Names fields, not
 * values. `undefined` if they have one, or if a side has no output.
 */
export function compareFields({ live, candidate }: Pick<Pair, 'live' | 'candidate'>): string | undefined {
  const liveNames = namesOf(live)
  const candidateNames = namesOf(candidate)
  if (!liveNames || !candidateNames || liveNames.some(name => candidateNames.includes(name))) return undefined
  return `the two outputs have no field in common: live has ${list(liveNames)}; the candidate has ${list(candidateNames)}`
}
