import type { Check, Report, Rules } from '@shadow-mode/protocol'
import { CAPTURE_PAIRS, CAPTURE_VERSIONS, DECIDING_KINDS } from './check-id.ts'

const DECIDING = new RegExp(`^outputs\\..+\\.(${DECIDING_KINDS.join('|')})$`, 's')

const asReasons = (checks: readonly Check[]) =>
  checks.map(check => ({ checkId: check.id, text: check.message }))

/**
 * Decides from the checks that are critical and not muted.
 *
 * - `insufficient` if the rules have no margin, or the window mixes versions of a model.
 * - `hold` if any of the checks failed.
 * - `promote` if all of them passed, enough pairs were compared, and at least one check compares the answers.
 * - `insufficient` otherwise. The reasons say what is missing.
 */
export function decideVerdict(checks: readonly Check[], rules: Rules): Report['verdict'] {
  const deciding = checks.filter(check => check.severity === 'critical' && check.status !== 'muted')
  const failed = deciding.filter(check => check.status === 'fail')
  const undecided = deciding.filter(check => check.status === 'insufficient')
  const isMixed = undecided.some(check => check.id === CAPTURE_VERSIONS)
  if (Object.keys(rules.margins).length > 0 && !isMixed && failed.length > 0)
    return { decision: 'hold', reasons: asReasons(failed) }

  const hasEnoughPairs = checks.some(check => check.id === CAPTURE_PAIRS && check.status !== 'insufficient')
  const comparesAnswers = deciding.some(check => DECIDING.test(check.id))
  if (failed.length === 0 && undecided.length === 0 && comparesAnswers && hasEnoughPairs)
    return { decision: 'promote', reasons: asReasons(deciding) }

  const missing = [...failed, ...undecided]
  if (comparesAnswers)
    return {
      decision: 'insufficient',
      reasons: asReasons(hasEnoughPairs ? missing : withPairs(missing, checks)),
    }
  const undeclared = checks.filter(check => DECIDING.test(check.id) && check.threshold === null)
  const request = { checkId: 'outputs', text: undeclared.length > 0 ? DECLARE : NOTHING_DECIDES }
  return { decision: 'insufficient', reasons: [...asReasons(missing), request, ...asReasons(undeclared)] }
}

const DECLARE = 'the rules have no margin for an output: add at least one of the checks below to "margins"'
const NOTHING_DECIDES =
  'no check of an output can decide: no output can be compared yet, or all checks are muted or not critical'

// A promotion needs the minimum number of pairs, even if the rules lower the severity of that check.
function withPairs(missing: readonly Check[], checks: readonly Check[]): Check[] {
  return [...missing, ...checks.filter(check => check.id === CAPTURE_PAIRS && !missing.includes(check))]
}
