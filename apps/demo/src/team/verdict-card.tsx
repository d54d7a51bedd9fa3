import type { Report } from '@shadow-mode/protocol'
import { formatCount, formatMs, formatShare } from '../form/format.ts'

const SENTENCES: Record<Report['verdict']['decision'], string> = {
  promote: 'Promote',
  hold: 'Hold',
  insufficient: 'Not enough to decide',
}

const figuresOf = (report: Report): [string, string][] => {
  const { capture, latency, outputs } = report
  const approved = outputs['approved']
  const probability = outputs['probability']
  const figures: [string, string][] = [
    ['Compared pairs', `${formatCount(capture.paired)} of ${formatCount(capture.pairs)}`],
  ]
  if (approved?.kind === 'categorical' && approved.agreement.rate !== null) {
    const [low, high] = approved.agreement.interval ?? [null, null]
    const range = low !== null && high !== null ? ` (${formatShare(low)} to ${formatShare(high)})` : ''
    figures.push(['Same decision', formatShare(approved.agreement.rate) + range])
  }
  if (probability?.kind === 'numeric' && probability.difference.meanAbs !== null) {
    figures.push(['Mean gap in risk', `${(probability.difference.meanAbs * 100).toFixed(1)} points`])
  }
  if (latency.live.p95 !== null && latency.candidate.p95 !== null) {
    figures.push([
      'p95, live and candidate',
      `${formatMs(latency.live.p95)} and ${formatMs(latency.candidate.p95)}`,
    ])
  }
  return figures
}

export function VerdictCard({ report, failed }: { report: Report; failed: number }) {
  const { decision, reasons } = report.verdict
  return (
    <div className="verdict" data-decision={decision}>
      <h4>{SENTENCES[decision]}</h4>
      <ul>
        {reasons.map(({ checkId, text }) => (
          <li key={checkId + text}>{text}</li>
        ))}
        {failed > 0 && <li>{formatCount(failed)} live calls failed.</li>}
      </ul>
      <dl className="facts">
        {figuresOf(report).map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
