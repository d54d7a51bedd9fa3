import type { Plan, Role } from '@shadow-mode/protocol'
import { toError } from '../errors/to-error.ts'
import type { Model } from '../model/model.ts'
import type { ClientOptions } from '../options/client-options.ts'
import { createOutbox, type OutboxOptions } from '../outbox/create-outbox.ts'
import type { FlushReason, Outbox } from '../outbox/outbox.ts'
import { outcomesOf } from '../outcome/outcomes-of.ts'
import { openOutcomes } from '../outcome/open-outcomes.ts'
import type { FlagReading } from '../plan/flag-source.ts'
import { planCacheKey } from '../plan/plan-cache.ts'
import { type KnownPlan, planInForce } from '../plan/plan-in-force.ts'
import { watchPlan } from '../plan/remote/watch-plan.ts'
import type { CorePlatform, LifecycleEvent, Platform } from '../platform/platform.ts'
import { completePlatform } from '../platform/complete-platform.ts'
import { type Gate } from '../privacy/create-gate.ts'
import { waitingShould } from '../privacy/waiting-should.ts'
import { createFollow, type Follow } from '../shadow/create-follow.ts'
import type { Runs } from '../shadow/create-runs.ts'
import { createSlots } from '../shadow/create-slots.ts'
import { absorbTallies } from '../status/absorb-tallies.ts'
import type { Tally } from '../status/create-tally.ts'
import { handOver } from '../status/hand-over.ts'
import type { ShadowEvent } from '../status/status.ts'

/** What a client needs only once the first live answer is there. Loaded then, as a chunk of its own. */
export interface Background<Input, Output> {
  follow: Follow<Input, Output>
  /** Begins to watch the flags and sends what earlier pages left. */
  begin(): void
  /** `exit` and `freeze` come after the runs were abandoned. */
  onLifecycle(event: LifecycleEvent): void
  flush(reason: FlushReason): Promise<void>
  /** Deletes what waits, and the plan that was kept. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** What the core shares with its background. */
interface BackgroundParts<Input, Output> {
  options: ClientOptions<Input, Output>
  platform: CorePlatform
  models: Record<Role, Model<Input, Output>>
  tally: Tally
  /** Of outcomes. */
  outcomes: Tally
  gate: Gate
  runs: Runs
  known: () => KnownPlan
  onKnown: (known: KnownPlan) => void
  emit: (event: ShadowEvent) => void
  onProblem: (thrown: unknown) => void
}

export type OpenBackground = <Input, Output>(
  parts: BackgroundParts<Input, Output>,
) => Background<Input, Output>

/** Wires the lazy part. Tests bring a platform and an outbox of their own. */
export const openBackgroundWith =
  (
    complete: (core: CorePlatform) => Platform,
    makeOutbox: (options: OutboxOptions) => Outbox,
  ): OpenBackground =>
  ({ options, models, tally, outcomes, gate, runs, known, onKnown, emit, onProblem, ...parts }) => {
    const { experiment, collector, flags, record, fields, redact, storage = 'durable' } = options
    const platform = complete(parts.platform)
    const cache = storage === 'durable' ? platform.syncStore : undefined
    const current = () => planInForce(known(), platform.now())
    const limits = (): Plan => current().plan
    const maySend = () => waitingShould(gate) === 'send'
    const shared = { platform, experiment, collector, storage, limits, maySend, emit }
    const outbox = makeOutbox(shared)
    const labels = openOutcomes(makeOutbox, shared)
    /** Takes in what pages left that ended before their background was there. */
    const absorb = () => {
      try {
        if (!cache) return
        absorbTallies(cache, experiment, outbox)
        absorbTallies(cache, outcomesOf(experiment), labels)
      } catch (error) {
        onProblem(toError(error))
      }
    }

    const onChange = ({ plan, variant }: FlagReading, ordered: boolean) => {
      if (plan.shadowRate === 0) {
        runs.abandon('off')
        models[plan.serve === 'live' ? 'candidate' : 'live'].stop?.()
        // Nor does this open a store for somebody who does not want one.
        const mayOpen = maySend() || outbox.counts().queued
        if (ordered && plan.whenOff === 'discard' && mayOpen) outbox.discard('off').catch(onProblem)
      }
      emit({ type: 'plan', plan, variant })
      emit({ type: 'status' })
    }
    const discard = async () => {
      absorb()
      await Promise.all([outbox.discard('privacy'), labels.discard('privacy')])
    }
    const flush = async (reason: FlushReason) => {
      try {
        if (gate.choice()) runs.abandon('privacy')
        const should = waitingShould(gate)
        if (should === 'send') {
          absorb()
          await Promise.all([outbox.flush(reason), labels.flush(reason)])
        }
        // No store is opened for somebody who has opted out, and whose pairs are gone.
        else if (
          should === 'discard' &&
          (gate.choice() !== 'done' || outbox.counts().queued || labels.counts().queued)
        ) {
          await discard()
          if (gate.choice() === 'discard') gate.choose('done')
        }
      } catch (error) {
        onProblem(error)
      }
    }

    const slots = createSlots(platform)
    const recording = { record, fields, redact }
    const follow = createFollow({
      platform,
      experiment,
      models,
      recording,
      slots,
      outbox,
      mayObserve: gate.isOpen,
      emit,
    })
    let watch: ReturnType<typeof watchPlan> | undefined
    handOver(tally, outbox)
    handOver(outcomes, labels)
    if (maySend()) absorb()

    return {
      follow,
      flush,
      begin() {
        if (flags)
          watch ??= watchPlan({ platform, experiment, flags, cache, known, onKnown, onChange, onProblem })
        else onChange(current(), true)
        void flush('start')
      },
      onLifecycle(event) {
        if (event === 'exit' || event === 'freeze') return slots.releaseLocks()
        if (event === 'hidden' || event === 'online') void flush(event)
        if (event !== 'hidden') watch?.refresh()
      },
      async clear() {
        runs.abandon('privacy')
        cache?.remove(planCacheKey(experiment))
        await discard()
      },
      async close() {
        watch?.stop()
        slots.releaseLocks()
        await Promise.all([outbox.close(), labels.close()])
      },
    }
  }

export const openBackground: OpenBackground = openBackgroundWith(completePlatform, createOutbox)
