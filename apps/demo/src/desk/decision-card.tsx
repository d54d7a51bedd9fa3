import type { Decision } from '@shadow-mode/model-service/encoding'
import type { PredictState } from '@shadow-mode/react'
import { formatRisk } from '../form/format.ts'

interface DecisionCardProps {
  decision: PredictState<Decision>
  /** Whether the form was changed after the decision. */
  edited: boolean
  onRetry: (() => void) | undefined
}

const headline = ({ status, data }: PredictState<Decision>): string => {
  if (status === 'idle') return 'No decision yet'
  if (status === 'error') return 'No decision: the service did not answer'
  if (!data) return 'Deciding…'
  return data.approved ? 'Approved' : 'Declined'
}

const toneOf = ({ status, data }: PredictState<Decision>): string => {
  if (status === 'error') return 'trouble'
  if (!data) return 'none'
  return data.approved ? 'approved' : 'declined'
}

function RiskScale({ probability }: { probability: number }) {
  return (
    <div className="risk">
      <div className="risk-track" aria-hidden="true">
        <span className="risk-fill" style={{ inlineSize: `${Math.min(1, probability) * 100}%` }} />
        <span className="risk-limit" />
      </div>
      <p>
        Risk of default <strong>{formatRisk(probability)}</strong>. Approved below 25%.
      </p>
    </div>
  )
}

/** Shows the clerk the answer of the serving model and nothing of the other one. */
export function DecisionCard({ decision, edited, onRetry }: DecisionCardProps) {
  const { status, data, error } = decision
  return (
    <section className="card decision" data-tone={toneOf(decision)} aria-label="Decision">
      <div aria-live="polite" aria-atomic="true">
        <h2>{headline(decision)}</h2>
        {data && <RiskScale probability={data.probability} />}
        {status === 'idle' && <p className="quiet">Check the file and press Decide.</p>}
        {status === 'error' && <p className="quiet">{error.message}</p>}
        {edited && data && <p className="quiet">The file was changed after this decision.</p>}
      </div>
      {status === 'error' && (
        <button type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </section>
  )
}
