import { useId, useState } from 'react'
import { formatCount } from '../form/format.ts'
import type { Replay, ReplayState } from './use-replay.ts'
import { VerdictCard } from './verdict-card.tsx'

const MOST = 20_000

function ReplayProgressBar({ state }: { state: ReplayState }) {
  switch (state.phase) {
    case 'reading':
      return (
        <div className="progress">
          <progress aria-label="Replay" />
          <p className="hint" role="status">
            Reading the flag file…
          </p>
        </div>
      )
    case 'waiting':
      return (
        <div className="progress">
          <progress aria-label="Replay" />
          <p className="hint" role="status">
            Shadowing is off. The replay begins when the flag is Shadow or Canary.
          </p>
        </div>
      )
    case 'predicting':
    case 'delivering':
      return (
        <div className="progress">
          <progress value={state.predicted} max={state.total} aria-label="Replay" />
          <p className="hint">
            {state.phase === 'delivering'
              ? 'Delivering the last pairs…'
              : `${formatCount(state.predicted)} of ${formatCount(state.total)} applicants`}
          </p>
        </div>
      )
    case 'reporting':
      return (
        <div className="progress">
          <progress aria-label="Report" />
          <p className="hint">Comparing…</p>
        </div>
      )
    case 'cancelled':
      return <p className="hint">Cancelled. The pairs so far are still delivered.</p>
    case 'failed':
      return (
        <p className="hint trouble-text" role="alert">
          {state.message}
        </p>
      )
    default:
      return null
  }
}

/** Replays made-up applicants and shows the collector's verdict on their pairs. */
export function ReplayPanel({ replay, initialCount }: { replay: Replay; initialCount: number }) {
  const id = useId()
  const [count, setCount] = useState(initialCount)
  const { state } = replay
  const isRunning = ['reading', 'waiting', 'predicting', 'delivering', 'reporting'].includes(state.phase)
  return (
    <section aria-labelledby={`${id}-heading`} data-replay={state.phase}>
      <h3 id={`${id}-heading`}>Replay</h3>
      <form
        className="replay-form"
        onSubmit={event => {
          event.preventDefault()
          replay.start(count, Math.floor(Math.random() * 2 ** 31))
        }}
      >
        <label htmlFor={id}>Applicants</label>
        <input
          id={id}
          type="number"
          min={1}
          max={MOST}
          required
          value={count}
          disabled={isRunning}
          onChange={event => setCount(event.currentTarget.valueAsNumber)}
        />
        {/* The keys keep the buttons apart. Otherwise a click on Cancel could also submit the form. */}
        {isRunning ? (
          <button key="cancel" type="button" onClick={replay.cancel}>
            Cancel
          </button>
        ) : (
          <button key="replay" type="submit">
            Replay
          </button>
        )}
      </form>
      <ReplayProgressBar state={state} />
      <div aria-live="polite">
        {state.phase === 'done' && <VerdictCard report={state.report} failed={state.failed} />}
      </div>
    </section>
  )
}
