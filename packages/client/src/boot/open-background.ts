import type { Plan, Role } from '@shadow-mode/protocol'
import { toError } from '../errors/to-error.ts'
import type { GuardedModel } from '../model/guard-stop.ts'
import type { ClientOptions } from '../options/client-options.ts'
import { createOutbox, type OutboxOptions } from '../outbox/create-outbox.ts'
import type { FlushReason, Outbox } from '../outbox/outbox.ts'
import { outcomesOf } from '../outcome/outcomes-of.ts'
import { openOutcomes } from '../outcome/open-outcomes.ts'
import type { FlagReading, FlagSource } from '../plan/flag-source.ts'
import { type KnownPlan, planInForce } from '../plan/plan-in-force.ts'
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
  ({ options, guarded, tally, outcomes, runs, violated, known, onKnown, emit, onProblem, ...parts }) => {
    const { experiment, collector, record, redact, storage = 'durable' } = options
    const platform = complete(parts.platform)
    const cache = storage === 'durable' ? platform.syncStore : undefined
    const current = () => planInForce(known(), platform.now())
    const limits = (): Plan => current().plan
    const shared = { platform, experiment, collector, storage, limits, emit }
    const outbox = makeOutbox(shared)
    tally.attach(outbox)
    const labels = openOutcomes(makeOutbox, shared)
    outcomes.attach(labels)
    try {
      if (cache) {
        absorbTallies(cache, experiment, outbox)
        absorbTallies(cache, outcomesOf(experiment), labels)
      }
    } catch (error) {
      onProblem(toError(error))
    }

    const checked = createPlanCheck(options.live, onProblem)
    onKnown({ ...known(), reading: checked(known().reading) })
    const flags: FlagSource | undefined = options.flags && {
      watch: context =>
        options.flags.watch({ ...context, onReading: reading => context.onReading(checked(reading)) }),
    }
    const onChange = ({ plan, variant }: FlagReading, ordered: boolean) => {
      if (plan.shadowRate === 0) {
        runs.abandon('off')
        guarded[plan.serve === 'live' ? 'candidate' : 'live'].stop()
        if (ordered && plan.whenOff === 'discard') outbox.discard('off').catch(onProblem)
      }
      emit({ type: 'plan', plan, variant })
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
      whenIdle: (run, withinMs) => platform.whenIdle(run, withinMs),
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
      async close() {
        watch?.stop()
        slots.releaseLocks()
        await Promise.all([outbox.close(), labels.close()])
      },
    }
  }

export const openBackground: OpenBackground = openBackgroundWith(completePlatform, createOutbox)
