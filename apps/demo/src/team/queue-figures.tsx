import { formatCount, formatShare } from '../form/format.ts'
import { creditHooks } from '../shadow/credit-hooks.ts'
import { unreadFlagNote } from '../shadow/unread-flag-note.ts'

/** Shows where the sampled predictions are. The other figures add up to the first. */
export function QueueFigures() {
  const status = creditHooks.useShadowStatus()
  const { plan, sampled, delivered, queued, running, unconfirmed, dropped } = status
  const unread = unreadFlagNote(status)
  const client = creditHooks.useShadowClient()
  const lost = Object.values(dropped).reduce((sum, count) => sum + count, 0)
  const reasons = Object.entries(dropped).map(([reason, count]) => `${reason} ${count}`)
  const figures: [string, number][] = [
    ['sampled', sampled],
    ['running', running],
    ['queued', queued],
    ['delivered', delivered],
    ['unconfirmed', unconfirmed],
    ['dropped', lost],
  ]
  return (
    <section aria-labelledby="queue-heading">
      <div className="heading-row">
        <h3 id="queue-heading">On this device</h3>
        <button type="button" className="small" onClick={() => void client.flush()}>
          Send now
        </button>
      </div>
      <p className="hint">
        Plan: <strong>{plan.serve}</strong> serves, {formatShare(plan.shadowRate)} shadowed.
        {unread !== undefined && ` ${unread}`}
        {reasons.length > 0 && ` Dropped: ${reasons.join(', ')}.`}
      </p>
      <dl className="figures">
        {figures.map(([name, count]) => (
          <div key={name} data-figure={name}>
            <dt>{name}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
