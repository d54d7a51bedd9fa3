import type { SyncStore } from '../core/platform/platform.ts'
import type { FlushReason } from '../core/status/flush-reason.ts'
import type { Outbox } from '../delivery/outbox/outbox.ts'
import { outcomesName } from '../delivery/outcome/outcomes-name.ts'
import { handOver } from '../delivery/tally/hand-over.ts'
import { recoverTallies } from '../delivery/tally/recover-tallies.ts'
import { chooseQueueAction } from '../prediction/privacy/choose-queue-action.ts'
import type { ClientCore } from './client-core.ts'

interface OutboxesParts
  extends Pick<ClientCore<never, never>, 'pairTally' | 'outcomeTally' | 'gate' | 'runs' | 'onProblem'> {
  experiment: string
  outbox: Outbox
  outcomeOutbox: Outbox
  /** Undefined if nothing can or may be stored on the device. */
  store: SyncStore | undefined
}

/** The outboxes for pairs and outcomes. */
export interface Outboxes {
  /**
   * Sends, deletes or holds queued pairs and outcomes, depending on consent. After an opt-out, ends all runs. Never
   * rejects.
   */
  flush: (reason: FlushReason) => Promise<void>
  /** Deletes queued pairs and outcomes and counts them as `privacy`. Rejects if the disk cannot be reached. */
  discard(): Promise<void>
}

/**
 * Connects the outboxes with the tallies. Recovers saved tallies on opening and before each flush, if sending is allowed,
 * and before a discard.
 */
export function createOutboxes(parts: OutboxesParts): Outboxes {
  const { experiment, outbox, outcomeOutbox, pairTally, outcomeTally, store, gate, runs, onProblem } = parts
  /** Recovers the tallies of pages that ended before their background code had loaded. */
  const recover = () => {
    try {
      if (!store) return
      recoverTallies(store, experiment, outbox)
      recoverTallies(store, outcomesName(experiment), outcomeOutbox)
    } catch (error) {
      onProblem(error)
    }
  }
  /** Returns whether something is queued although an opt-out has deleted everything. Another tab may have left more. */
  const hasQueued = () =>
    outbox.counts().queued ||
    outcomeOutbox.counts().queued ||
    store?.keys().some(key => /^shadow-mode\/v1\/(spill|tally)\//.test(key) && key.includes(experiment))
  const discard = async () => {
    recover()
    await Promise.all([outbox.discard('privacy'), outcomeOutbox.discard('privacy')])
  }

  handOver(pairTally, outbox)
  handOver(outcomeTally, outcomeOutbox)
  if (gate.canSend()) recover()
  return {
    discard,
    async flush(reason) {
      try {
        if (gate.choice()) runs.abandon('privacy')
        const should = chooseQueueAction(gate)
        if (should === 'send') {
          recover()
          await Promise.all([outbox.flush(reason), outcomeOutbox.flush(reason)])
        }
        // After an opt-out has deleted everything, do not open the store again for nothing.
        else if (should === 'discard' && (gate.choice() !== 'done' || hasQueued())) {
          await discard()
          if (gate.choice() === 'discard') gate.choose('done')
        }
      } catch (error) {
        onProblem(error)
      }
    },
  }
}
