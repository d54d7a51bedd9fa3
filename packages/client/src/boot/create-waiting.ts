import type { SyncStore } from '../core/platform/platform.ts'
import type { FlushReason } from '../core/status/flush-reason.ts'
import type { Outbox } from '../delivery/outbox/outbox.ts'
import { outcomesOf } from '../delivery/outcome/outcomes-of.ts'
import { absorbTallies } from '../delivery/tally/absorb-tallies.ts'
import { handOver } from '../delivery/tally/hand-over.ts'
import { chooseQueueAction } from '../prediction/privacy/choose-queue-action.ts'
import type { Core } from './core.ts'

interface WaitingParts
  extends Pick<Core<never, never>, 'tally' | 'outcomes' | 'gate' | 'runs' | 'onProblem'> {
  experiment: string
  outbox: Outbox
  outcomeOutbox: Outbox
  /** Absent where nothing is left on the device. */
  store: SyncStore | undefined
}

/** What waits on the device, and what the person lets become of it. */
export interface Waiting {
  /** Sends it, or deletes it, or leaves it. Never rejects. */
  flush(reason: FlushReason): Promise<void>
  /** Deletes it and counts it as `privacy`. */
  discard(): Promise<void>
}

export function createWaiting(parts: WaitingParts): Waiting {
  const { experiment, outbox, outcomeOutbox, tally, outcomes, store, gate, runs, onProblem } = parts
  /** Takes in what pages left that ended before their background was there. */
  const absorb = () => {
    try {
      if (!store) return
      absorbTallies(store, experiment, outbox)
      absorbTallies(store, outcomesOf(experiment), outcomeOutbox)
    } catch (error) {
      onProblem(error)
    }
  }
  /** Of somebody who has opted out and whose pairs are gone: only another tab that was frozen can have left more. */
  const isAnyLeft = () =>
    outbox.counts().queued ||
    outcomeOutbox.counts().queued ||
    store?.keys().some(key => /^shadow-mode\/v1\/(spill|tally)\//.test(key) && key.includes(experiment))
  const discard = async () => {
    absorb()
    await Promise.all([outbox.discard('privacy'), outcomeOutbox.discard('privacy')])
  }

  handOver(tally, outbox)
  handOver(outcomes, outcomeOutbox)
  if (gate.canSend()) absorb()
  return {
    discard,
    async flush(reason) {
      try {
        if (gate.choice()) runs.abandon('privacy')
        const should = chooseQueueAction(gate)
        if (should === 'send') {
          absorb()
          await Promise.all([outbox.flush(reason), outcomeOutbox.flush(reason)])
        }
        // No store is opened for nothing.
        else if (should === 'discard' && (gate.choice() !== 'done' || isAnyLeft())) {
          await discard()
          if (gate.choice() === 'discard') gate.choose('done')
        }
      } catch (error) {
        onProblem(error)
      }
    },
  }
}
