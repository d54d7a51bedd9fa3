import type { Plan, Role } from '@shadow-mode/protocol'
import { toError } from '../errors/to-error.ts'
import { violations } from '../bounds/violations.ts'
import type { Model } from '../model/model.ts'
import type { ClientOptions } from '../options/client-options.ts'
import { createOutbox, type OutboxOptions } from '../outbox/create-outbox.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { FlushReason } from '../status/flush-reason.ts'
import { outcomesOf } from '../outcome/outcomes-of.ts'
import { openOutcomes } from '../outcome/open-outcomes.ts'
import type { Plans } from '../plan/create-plans.ts'
import { ANONYMOUS_ID_KEY } from '../plan/flagd/anonymous-id.ts'
import { planCacheKey } from '../plan/plan-cache.ts'
import type { FlagReading } from '../plan/flag-source.ts'
import { createPlanCheck } from '../plan/remote/create-plan-check.ts'
import { watchPlan } from '../plan/remote/watch-plan.ts'
import type { CorePlatform, LifecycleEvent, Platform } from '../platform/platform.ts'
import { completePlatform } from '../platform/complete-platform.ts'
import { createAsk } from '../shadow/create-ask.ts'
import { type Gate } from '../privacy/create-gate.ts'
import { waitingShould } from '../privacy/waiting-should.ts'
import { createFollow, type Follow } from '../shadow/create-follow.ts'
import type { Runs } from '../shadow/create-runs.ts'
import { createSlots } from '../shadow/create-slots.ts'
import { absorbTallies } from '../tally/absorb-tallies.ts'
import type { Tally } from '../tally/create-tally.ts'
import { handOver } from '../tally/hand-over.ts'
import type { ShadowEvent } from '../status/status.ts'

/** What a client needs only once the first live answer is there. Loaded then, as a chunk of its own. */
export interface Background<Input, Output> {
  follow: Follow<Input, Output>
  /** Whether the serving candidate's answer breaks a bound of the plan. Never throws. */
  violates(output: Output, reading: FlagReading): boolean
  /** How often each bound was violated on this page, by its id. */
  violated: Record<string, number>
  /** The page's own idle moments, or better ones. */
  whenIdle: Platform['whenIdle']
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
  plans: Plans
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
  ({ options, models, tally, outcomes, gate, runs, plans, emit, onProblem, ...parts }) => {
    const { experiment, flags, collector, storage = 'durable' } = options
    const platform = complete(parts.platform)
    const store = storage === 'durable' ? platform.syncStore : undefined
    const limits = (): Plan => plans.inForce('').plan
    const maySend = () => waitingShould(gate) === 'send'
    const shared = { platform, experiment, collector, storage, limits, maySend, emit }
    const outbox = makeOutbox(shared)
    const labels = openOutcomes(makeOutbox, shared)
    /** Takes in what pages left that ended before their background was there. */
    const absorb = () => {
      try {
        if (!store) return
        absorbTallies(store, experiment, outbox)
        absorbTallies(store, outcomesOf(experiment), labels)
      } catch (error) {
        onProblem(toError(error))
      }
    }

    const checked = createPlanCheck(options.live, onProblem)
    for (const known of [plans.first, ...plans.known.values()]) known.reading = checked(known.reading)
    const onChange = (ordered: boolean) => {
      const isOff = (subject: string | undefined) => plans.inForce(subject).plan.shadowRate === 0
      runs.abandon('off', isOff)
      const subjects = ['', ...plans.known.keys()]
      // What is left runs for a subject for whom it is still on.
      if (subjects.every(isOff) && runs.size() === 0) {
        const held = subjects.map(subject => plans.inForce(subject).plan)
        for (const role of ['live', 'candidate'] as const) {
          if (!held.some(({ serve }) => serve === role)) models[role].stop?.()
        }
        // Nor does this open a store for somebody who does not want one.
        const mayOpen = maySend() || outbox.counts().queued
        if (ordered && limits().whenOff === 'discard' && mayOpen) outbox.discard('off').catch(onProblem)
      }
      const { plan, variant, reason } = plans.inForce('')
      emit({ type: 'plan', plan, variant, reason })
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
    const ask = createAsk({ ...shared, models, slots })
    const violated: Record<string, number> = {}
    const follow = createFollow({
      ...shared,
      models,
      recording: options,
      ask,
      outbox,
      violated,
      mayObserve: gate.isOpen,
    })
    let watch: ReturnType<typeof watchPlan> | undefined
    handOver(tally, outbox)
    handOver(outcomes, labels)
    if (maySend()) absorb()

    return {
      // Checked here too: the reading may be older than this background.
      follow: sample => follow({ ...sample, reading: checked(sample.reading) }),
      violated,
      violates(output, reading) {
        const { serve, bounds } = checked(reading).plan
        return serve === 'live' || violations(bounds, output).length > 0
      },
      whenIdle: (run, withinMs) => platform.whenIdle(run, withinMs),
      flush,
      begin() {
        if (flags) watch ??= watchPlan({ ...shared, flags, store, plans, checked, onChange, onProblem })
        else onChange(true)
        void flush('start')
      },
      onLifecycle(event) {
        if (event === 'exit' || event === 'freeze') {
          watch?.pause()
          return slots.releaseLocks()
        }
        if (event === 'hidden' || event === 'online') void flush(event)
        if (event !== 'hidden') watch?.refresh()
      },
      async clear() {
        runs.abandon('privacy')
        for (const subject of plans.known.keys()) if (subject) plans.known.delete(subject)
        store?.remove(planCacheKey(experiment))
        store?.remove(ANONYMOUS_ID_KEY)
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
