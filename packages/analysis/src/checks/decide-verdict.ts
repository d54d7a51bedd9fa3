import type { Check, Report, Rules } from '@shadow-mode/protocol'
import { CAPTURE_PAIRS, CAPTURE_VERSIONS, DECIDING_KINDS } from './check-id.ts'

const DECIDING = new RegExp(`^outputs\\..+\\.(${DECIDING_KINDS.join('|')})$`, 's')

const reasons = (checks: readonly Check[]) =>
  checks.map(check => ({ checkId: check.id, text: check.message }))

/**
 * Decides from the checks that are critical and not muted.
 *
 * - `insufficient` if the rules have no margin, or the window mixes models.
 * - `hold` if any of the checks failed.
 * - `promote` if all of them passed, enough pairs were compared, and at least one check compares the answers.
 * - `insufficient` otherwise. The reasons say what is missing.
 */
export function decideVerdict(checks: readonly Check[], rules: Rules): Report['verdict'] {
  const deciding = checks.filter(check => check.severity === 'critical' && check.status !== 'muted')
  const failed = deciding.filter(check => check.status === 'fail')
  const open = deciding.filter(check => check.status === 'insufficient')
  const mixed = open.some(check => check.id === CAPTURE_VERSIONS)
  if (Object.keys(rules.margins).length > 0 && !mixed && failed.length > 0)
    return { decision: 'hold', reasons: reasons(failed) }

  const enough = checks.some(check => check.id === CAPTURE_PAIRS && check.status !== 'insufficient')
  const compared = deciding.some(check => DECIDING.test(check.id))
  if (failed.length === 0 && open.length === 0 && compared && enough)
    return { decision: 'promote', reasons: reasons(deciding) }

  const missing = [...failed, ...open]
  if (compared)
    return { decision: 'insufficient', reasons: reasons(enough ? missing : withPairs(missing, checks)) }
  const undeclared = checks.filter(check => DECIDING.test(check.id) && check.threshold === null)
  const ask = { checkId: 'outputs', text: undeclared.length > 0 ? DECLARE : NOTHING_DECIDES }
  return { decision: 'insufficient', reasons: [...reasons(missing), ask, ...reasons(undeclared)] }
}

const DECLARE =
  'no margin is declared for what the models answer: add one or more of the checks below to "margins" in the rules'
const NOTHING_DECIDES =
  'no check of an output decides: none can be compared yet, or all are muted or not critical'

// A promotion needs the minimum number of pairs, even if the rules lower the severity of that check.
function withPairs(missing: readonly Check[], checks: readonly Check[]): Check[] {
  return [...missing, ...checks.filter(check => check.id === CAPTURE_PAIRS && !missing.includes(check))]
}
