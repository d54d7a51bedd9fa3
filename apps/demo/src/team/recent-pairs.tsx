import type { Decision } from '@shadow-mode/model-service/encoding'
import type { Pair, Side } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { formatMs, formatRisk } from '../form/format.ts'

const DecisionSchema: v.GenericSchema<unknown, Decision> = v.object({
  probability: v.number(),
  approved: v.boolean(),
})

const decisionOf = (side: Side): Decision | undefined => {
  const parsed = v.safeParse(DecisionSchema, side.status === 'ok' ? side.output : undefined)
  return parsed.success ? parsed.output : undefined
}

function SideCell({ side }: { side: Side }) {
  const decision = decisionOf(side)
  return (
    <td>
      {decision ? (
        <>
          <span className="answer">{decision.approved ? 'approved' : 'declined'}</span>{' '}
          <span className="score">{formatRisk(decision.probability)}</span>
        </>
      ) : (
        <span className="trouble-text">
          {side.httpStatus ? `${side.status} ${side.httpStatus}` : side.status}
        </span>
      )}
      <span className="took">{formatMs(side.durationMs ?? 0)}</span>
    </td>
  )
}

const verdictOf = (pair: Pair): 'agree' | 'differ' | 'no answer' => {
  const live = decisionOf(pair.live)
  const candidate = decisionOf(pair.candidate)
  if (!live || !candidate) return 'no answer'
  return live.approved === candidate.approved ? 'agree' : 'differ'
}

/** Shows the newest pairs of this page. Words and colour mark a disagreement, because some users see no colours. */
export function RecentPairs({ pairs }: { pairs: readonly Pair[] }) {
  return (
    <section aria-labelledby="pairs-heading">
      <h3 id="pairs-heading">Last pairs</h3>
      {pairs.length === 0 ? (
        <p className="hint">
          None yet. Decide on an application, or replay some. Decisions made before the flag file was read are
          not shadowed.
        </p>
      ) : (
        <div className="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Live</th>
                <th scope="col">Candidate</th>
                <th scope="col">Both</th>
              </tr>
            </thead>
            <tbody>
              {pairs.map(pair => {
                const verdict = verdictOf(pair)
                return (
                  <tr key={pair.id} data-verdict={verdict}>
                    <SideCell side={pair.live} />
                    <SideCell side={pair.candidate} />
                    <td>
                      <span className="verdict-mark">{verdict}</span>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
