import type { Check, Report, Rules } from '@shadow-mode/protocol'
import { CAPTURE_PAIRS, CAPTURE_VERSIONS, COMPARING_KINDS, OUTPUTS_COMMON } from './check-id.ts'

const COMPARES_OUTPUTS = new RegExp(`^outputs\\..+\\.(${COMPARING_KINDS.join('|')})$`, 's')

const toReasons = (checks: readonly Check[]) =>
  checks.map(check => ({ checkId: check.id, text: check.message }))

/**
 * Decides from the checks that are critical and not muted.
 *
 * - `insufficient` if the rules have no margin, or `capture.versions` is one of these checks and undecided.
 * - `hold` if any of these checks failed.
 * - `promote` if all of these checks passed, at least one of them compares outputs, and `capture.pairs` passed or is
 *   muted.
 * - `insufficient` otherwise.
 *
 * The reasons of `insufficient` are the checks that did not pass, and what else a promotion needs.
 */
export function decideVerdict(checks: readonly Check[], rules: Rules): Report['verdict'] {
  const critical = checks.filter(check => check.severity === 'critical' && check.status !== 'muted')
  const failed = critical.filter(check => check.status === 'fail')
  const undecided = critical.filter(check => check.status === 'insufficient')
  const versionsUndecided = undecided.some(check => check.id === CAPTURE_VERSIONS)
  if (Object.keys(rules.margins).length > 0 && !versionsUndecided && failed.length > 0)
    return { decision: 'hold', reasons: toReasons(failed) }

  const hasEnoughPairs = checks.some(check => check.id === CAPTURE_PAIRS && check.status !== 'insufficient')
  const comparesOutputs = critical.some(check => COMPARES_OUTPUTS.test(check.id))
  if (failed.length === 0 && undecided.length === 0 && comparesOutputs && hasEnoughPairs)
    return { decision: 'promote', reasons: toReasons(critical) }

  const unmet = [...failed, ...undecided]
  // No other margin would help.
  if (unmet.some(check => check.id === OUTPUTS_COMMON))
    return { decision: 'insufficient', reasons: toReasons(unmet) }
  if (comparesOutputs)
    return {
      decision: 'insufficient',
      reasons: toReasons(hasEnoughPairs ? unmet : addPairsCheck(unmet, checks)),
    }
  const withoutMargin = checks.filter(check => COMPARES_OUTPUTS.test(check.id) && check.threshold === null)
  const advice = { checkId: 'outputs', text: withoutMargin.length > 0 ? ADD_A_MARGIN : NO_CHECK_DECIDES }
  return { decision: 'insufficient', reasons: [...toReasons(unmet), advice, ...toReasons(withoutMargin)] }
}

const ADD_A_MARGIN =
  'the rules have no margin for an output: add at least one of the checks below to "margins"'
const NO_CHECK_DECIDES =
  'no check of an output can decide: no output can be compared yet, or all checks are muted or not critical'

// A promotion needs the minimum number of pairs, even if the rules lower the severity of capture.pairs.
function addPairsCheck(unmet: readonly Check[], checks: readonly Check[]): Check[] {
  return [...unmet, ...checks.filter(check => check.id === CAPTURE_PAIRS && !unmet.includes(check))]
}
