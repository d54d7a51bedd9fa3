import { IMPORT_SDK, type Pair, type Report, type Rules } from '@shadow-mode/protocol'
import { AnalysisError } from './analysis-error.ts'
import { createSideCounter } from './capture/side-counter.ts'
import { createWindowEnds } from './capture/window-ends.ts'
import { decideVerdict } from './checks/decide-verdict.ts'
import { runChecks } from './checks/run-checks.ts'
import { createClusterAssigner } from './columns/create-cluster-assigner.ts'
import { createFloat64Column } from './columns/float64-column.ts'
import { createUint32Column } from './columns/uint32-column.ts'
import { createLatencyColumns } from './latency/latency-columns.ts'
import { summariseLatency } from './latency/summarise-latency.ts'
import { compareLeaf } from './outputs/compare-leaf.ts'
import { countOmittedClasses } from './outputs/count-omitted-classes.ts'
import { createOmissionCounter } from './outputs/omission-counter.ts'
import { createOutputTree } from './outputs/output-tree.ts'

/** What the store of an experiment knows besides the pairs in the window. `Report.capture` describes the fields. */
export type CaptureFacts = Pick<
  Report['capture'],
  'stored' | 'senders' | 'losses' | 'quarantined' | 'conflicts' | 'setAside' | 'outcomes'
>

const copyLosses = (losses: CaptureFacts['losses']): CaptureFacts['losses'] => ({
  ...losses,
  dropped: { ...losses.dropped },
  ...(losses.setAside && { setAside: { ...losses.setAside } }),
})

export interface AnalysisOptions {
  /** The experiment of all pairs. */
  experiment: string
  /**
   * ISO 8601 instants. `null` leaves an end open. The report only repeats the window, so add only pairs inside it.
   */
  window: { from: string | null; to: string | null }
  /** Complete rules. Nothing fills in defaults here. */
  rules: Rules
}

/** Collects the pairs of one experiment, added in any order, and turns them into a report. */
export interface Analysis {
  /**
   * Adds a valid pair. Add each pair only once.
   *
   * @throws {AnalysisError} The pair belongs to another experiment.
   */
  add(pair: Pair): void
  /** Returns the report of the pairs added so far. You can add more pairs afterwards. */
  report(facts: CaptureFacts): Report
}

/**
 * Creates an analysis. It keeps numbers in typed columns instead of the pairs. The `MAX_*` constants limit what it
 * keeps of outputs and versions. The rest grows with the number of pairs. Outputs are compared only if both models
 * answered `ok`.
 */
export function createAnalysis({ experiment, window, rules }: AnalysisOptions): Analysis {
  const omissions = createOmissionCounter()
  const live = createSideCounter(omissions)
  const candidate = createSideCounter(omissions)
  const ends = createWindowEnds()
  const latency = createLatencyColumns()
  const outputs = createOutputTree(rules.ignoredPaths, omissions)
  const assignCluster = createClusterAssigner()
  const failed = createFloat64Column()
  const failedClusters = createUint32Column()
  let pairs = 0
  let paired = 0
  let imported = 0

  return {
    add(pair) {
      if (pair.experiment !== experiment)
        throw new AnalysisError(
          'pair.experiment',
          `expected "${experiment}" but received "${pair.experiment}"`,
        )
      const cluster = assignCluster(pair.subject)
      pairs++
      if (pair.context.sdk === IMPORT_SDK) imported++
      live.add(pair.live)
      candidate.add(pair.candidate)
      ends.add(pair.capturedAt)
      latency.add(pair, cluster)
      if (pair.candidate.status !== 'aborted') {
        failed.push(pair.candidate.status === 'ok' ? 0 : 1)
        failedClusters.push(cluster)
      }
      if (pair.live.status === 'ok' && pair.candidate.status === 'ok') {
        paired++
        outputs.add(pair.live.output, pair.candidate.output, cluster)
      }
    },

    report(facts) {
      const leaves = outputs.leaves()
      const vectors = outputs.vectors()
      const durations = latency.columns()
      const body = {
        models: { live: live.model(), candidate: candidate.model() },
        capture: {
          pairs,
          paired,
          imported,
          byStatus: { live: live.byStatus(), candidate: candidate.byStatus() },
          ...(facts.stored !== undefined && { stored: facts.stored }),
          ...(facts.senders && { senders: { ...facts.senders } }),
          losses: copyLosses(facts.losses),
          quarantined: facts.quarantined,
          conflicts: facts.conflicts,
          setAside: facts.setAside,
          ...(facts.outcomes && {
            outcomes: { ...facts.outcomes, losses: copyLosses(facts.outcomes.losses) },
          }),
        },
        outputs: Object.fromEntries(Array.from(leaves, ([path, leaf]) => [path, compareLeaf(leaf)])),
        status: { live: live.httpStatus(), candidate: candidate.httpStatus() },
        latency: summariseLatency(durations),
        cuts: [...omissions.list(), ...countOmittedClasses(leaves)],
      }
      const failures = { values: failed.values(), clusters: failedClusters.values() }
      const checks = runChecks({ ...body, leaves, vectors, durations, failures }, rules)
      return {
        reportVersion: 1,
        experiment,
        window: { ...window, ...ends.ends() },
        verdict: decideVerdict(checks, rules),
        checks,
        ...body,
      }
    },
  }
}
