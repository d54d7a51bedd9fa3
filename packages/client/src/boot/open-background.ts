import type { Plan, Role } from '@shadow-mode/protocol'
import { toError } from '../errors/to-error.ts'
import { violations } from '../bounds/violations.ts'
import type { GuardedModel } from '../model/guard-stop.ts'
import type { ClientOptions } from '../options/client-options.ts'
import { createOutbox, type OutboxOptions } from '../outbox/create-outbox.ts'
import type { FlushReason, Outbox } from '../outbox/outbox.ts'
import { outcomesOf } from '../outcome/outcomes-of.ts'
import { openOutcomes } from '../outcome/open-outcomes.ts'
import type { Plans } from '../plan/create-plans.ts'
import type { FlagReading, FlagSource } from '../plan/flag-source.ts'
import { createPlanCheck } from '../plan/remote/create-plan-check.ts'
import { watchPlan } from '../plan/remote/watch-plan.ts'
import type { CorePlatform, LifecycleEvent, Platform } from '../platform/platform.ts'
import { completePlatform } from '../platform/complete-platform.ts'
import { createAsk } from '../shadow/create-ask.ts'
import { createFollow, type Follow } from '../shadow/create-follow.ts'
import type { Runs } from '../shadow/create-runs.ts'
import { createSlots } from '../shadow/create-slots.ts'
import { absorbTallies } from '../status/absorb-tallies.ts'
import type { Tally } from '../status/create-tally.ts'
import type { ShadowEvent } from '../status/status.ts'

/** What a client needs only once the first live answer is there. Loaded then, as a chunk of its own. */
export interface Background<Input, Output> {
  follow: Follow<Input, Output>
  /** Whether the serving candidate's answer breaks a bound of the plan. Never throws. */
  violates(output: Output, reading: FlagReading): boolean
  /** The page's own idle moments, or better ones. */
  whenIdle: Platform['whenIdle']
  /** Begins to watch the flags and sends what earlier pages left. */
  begin(): void
  /** `exit` and `freeze` come after the runs were abandoned. */
  onLifecycle(event: LifecycleEvent): void
  flush(reason: FlushReason): Promise<void>
  close(): Promise<void>
}

/** What the core shares with its background. */
interface BackgroundParts<Input, Output> {
  options: ClientOptions<Input, Output>
  platform: CorePlatform
  guarded: Record<Role, GuardedModel<Input, Output>>
  tally: Tally
  /** Of outcomes. */
  outcomes: Tally
  runs: Runs
  /** Counts violations, by the bound's id. */
  violated: Record<string, number>
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
  ({ options, guarded, tally, outcomes, runs, violated, plans, emit, onProblem, ...parts }) => {
    const { experiment, collector, record, redact, storage = 'durable' } = options
    const platform = complete(parts.platform)
    const store = storage === 'durable' ? platform.syncStore : undefined
    const limits = (): Plan => plans.inForce('').plan
    const shared = { platform, experiment, collector, storage, limits, emit }
    const outbox = makeOutbox(shared)
    tally.attach(outbox)
    const labels = openOutcomes(makeOutbox, shared)
    outcomes.attach(labels)
    try {
      if (store) {
        absorbTallies(store, experiment, outbox)
        absorbTallies(store, outcomesOf(experiment), labels)
      }
    } catch (error) {
      onProblem(toError(error))
    }

    const checked = createPlanCheck(options.live, onProblem)
    for (const known of [plans.first, ...plans.known.values()]) known.reading = checked(known.reading)
    const flags: FlagSource | undefined = options.flags && {
      ...options.flags,
      watch: context =>
        options.flags.watch({
          ...context,
          onReading: (read, readAt) => context.onReading(subject => checked(read(subject)), readAt),
        }),
    }
    const onChange = (ordered: boolean) => {
      const isOff = (subject: string | undefined) => plans.inForce(subject).plan.shadowRate === 0
      runs.abandon('off', isOff)
      const subjects = ['', ...plans.known.keys()]
      // What is left runs for a subject for whom it is still on.
      if (subjects.every(isOff) && runs.size() === 0) {
        const held = subjects.map(subject => plans.inForce(subject).plan)
        for (const role of ['live', 'candidate'] as const) {
          if (!held.some(({ serve }) => serve === role)) guarded[role].stop()
        }
        if (ordered && limits().whenOff === 'discard') outbox.discard('off').catch(onProblem)
      }
      const { plan, variant, reason } = plans.inForce('')
      emit({ type: 'plan', plan, variant, reason })
      emit({ type: 'status' })
    }
    const flush = async (reason: FlushReason) => {
      await Promise.all([outbox.flush(reason), labels.flush(reason)]).catch(onProblem)
    }

    const slots = createSlots(platform)
    const models = { live: guarded.live.model, candidate: guarded.candidate.model }
    const ask = createAsk({ platform, models, slots, emit })
    const recording = { record, redact }
    const isIdempotent = options.live.idempotent === true
    const follow = createFollow({
      platform,
      experiment,
      models,
      recording,
      isIdempotent,
      ask,
      outbox,
      violated,
      emit,
    })
    let watch: ReturnType<typeof watchPlan> | undefined

    return {
      follow,
      // Checked here too: the reading may be older than this background.
      violates: (output, reading) => violations(checked(reading).plan.bounds, output).length > 0,
      whenIdle: (run, withinMs) => platform.whenIdle(run, withinMs),
      flush,
      begin() {
        if (flags) watch ??= watchPlan({ platform, experiment, flags, store, plans, onChange, onProblem })
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
      async close() {
        watch?.stop()
        slots.releaseLocks()
        await Promise.all([outbox.close(), labels.close()])
      },
    }
  }

export const openBackground: OpenBackground = openBackgroundWith(completePlatform, createOutbox)
