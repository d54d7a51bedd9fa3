import type { Report, Role } from '@shadow-mode/protocol'
import { countUnaccounted } from '../capture/count-unaccounted.ts'
import { alignCells } from './align-cells.ts'

type Capture = Report['capture']

const formatCounts = (record: Record<string, number>): string =>
  Object.entries(record)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none'

function renderLosses({ dropped, ...losses }: Capture['losses'], verb: 'sampled' | 'recorded'): string {
  const { clients, sampled, unconfirmed, largest } = losses
  if (clients === 0) return 'not known; no client reported counters'
  const isNotable = clients > 1 && largest !== undefined && largest > 0
  return (
    `${formatCounts(dropped)}; unconfirmed ${unconfirmed}; ${verb} ${sampled} on ${clients} clients` +
    (isNotable ? `, one of which lost ${largest}` : '')
  )
}

function renderSetAside({ setAside }: Capture['losses'], noun: 'pairs' | 'outcomes'): string[][] {
  if (setAside === undefined) return []
  const { clients, sampled, lost, records } = setAside
  const claims = `${clients} clients claimed more than their age allows (sampled ${sampled}, lost ${lost})`
  return [['losses set aside', `${claims} and sent ${records} ${noun}`]]
}

const formatShare = (part: number, whole: number): string => `${Math.round((part / whole) * 100)} %`

function renderSenders({ senders }: Capture): string[][] {
  if (senders === undefined || senders.clients === 0) return []
  const { clients, records, largest, largestTen } = senders
  const shares = `the largest ${formatShare(largest, records)}, the ten largest ${formatShare(largestTen, records)}`
  return [['senders', `${clients} clients sent ${records} pairs; ${shares}`]]
}

function renderUnaccounted(capture: Capture): string[][] {
  const unaccounted = countUnaccounted(capture)
  return unaccounted === 0
    ? []
    : [['unaccounted', `${unaccounted} sampled predictions neither arrived nor were lost`]]
}

function renderOutcomes({ outcomes }: Capture): string[][] {
  if (outcomes === undefined) return []
  const { stored, losses, setAside } = outcomes
  const told = `stored ${stored}, set aside ${setAside}; lost ${renderLosses(losses, 'recorded')}`
  return [
    ...(stored + losses.clients + setAside > 0 ? [['outcomes', told]] : []),
    ...renderSetAside(losses, 'outcomes'),
  ]
}

/** Renders what was captured: the window, the models, the pairs, and what did not become a pair. */
export function renderRun({ capture, models, status, window }: Report): string[] {
  const renderModel = (role: Role): string =>
    `${models[role].versions.join(', ') || 'none seen'}; ${formatCounts(capture.byStatus[role])}; HTTP ${formatCounts(status[role])}`
  const rows = [
    ['window', `${window.from ?? 'open'} to ${window.to ?? 'open'}`],
    ['seen', `${window.first ?? '–'} to ${window.last ?? '–'}`],
    ['live', renderModel('live')],
    ['candidate', renderModel('candidate')],
    [
      'pairs',
      `${capture.pairs}, of which ${capture.paired} compared${capture.imported ? `; ${capture.imported} from a log` : ''}`,
    ],
    ...renderSenders(capture),
    ['losses', renderLosses(capture.losses, 'sampled')],
    ...renderSetAside(capture.losses, 'pairs'),
    ...renderUnaccounted(capture),
    [
      'not analysed',
      `quarantined ${capture.quarantined}, conflicts ${capture.conflicts}, set aside ${capture.setAside}`,
    ],
    ...renderOutcomes(capture),
  ]
  return ['Run', ...alignCells(rows)]
}
