import { completePlatform } from '../core/platform/complete-platform.ts'
import type { CorePlatform, Platform } from '../core/platform/platform.ts'
import { copy } from '../core/values/copy.ts'
import { createOutbox } from '../delivery/outbox/create-outbox.ts'
import type { Outbox } from '../delivery/outbox/outbox.ts'
import type { OutboxOptions } from '../delivery/outbox/outbox-options.ts'
import { openOutcomes } from '../delivery/outcome/open-outcomes.ts'
import { findViolations } from '../plan/bounds/find-violations.ts'
import { ANONYMOUS_ID_KEY } from '../plan/flagd/anonymous-id.ts'
import { planCacheKey } from '../plan/plan-cache.ts'
import { createReadingCleaner } from '../plan/remote/create-reading-cleaner.ts'
import { watchPlan } from '../plan/remote/watch-plan.ts'
import { checkConsent } from '../prediction/privacy/check-consent.ts'
import { createCompleteSample } from '../prediction/shadow/create-complete-sample.ts'
import { createSlots } from '../prediction/shadow/create-slots.ts'
import { limitShadowCalls } from '../prediction/shadow/limit-shadow-calls.ts'
import { applyPlan } from './apply-plan.ts'
import type { OpenBackground } from './background.ts'
import { createOutboxes } from './create-outboxes.ts'
import { reportFailures } from './report-failures.ts'

/** Returns a function that creates and connects the parts of the background. Tests pass their own platform and outbox. */
export const openBackgroundWith =
  (
    toPlatform: (core: CorePlatform) => Platform,
    makeOutbox: (options: OutboxOptions) => Outbox,
  ): OpenBackground =>
  core => {
    const { options, models, gate, runs, plans, onProblem } = core
    const { experiment, flags, collector, storage = 'durable' } = options
    const platform = toPlatform(core.platform)
    const emit = reportFailures(core)
    const store = storage === 'durable' ? platform.syncStore : undefined
    const limits = () => plans.currentReading('').plan
    const shared = { platform, experiment, collector, storage, limits, maySend: gate.canSend, emit }
    const outbox = makeOutbox(shared)
    const outcomeOutbox = openOutcomes(makeOutbox, shared)
    const outboxes = createOutboxes({ ...core, experiment, outbox, outcomeOutbox, store })

    // Deferred, because a new subject's plan is checked on the live path, where no listener may run.
    const onPlanProblem = (thrown: unknown) => void platform.setTimer(() => onProblem(thrown), 0)
    const clean = createReadingCleaner(options.live, onPlanProblem)
    for (const known of [plans.initial, ...plans.known.values()]) known.reading = clean(known.reading)
    const onChange = applyPlan({ ...core, outbox })
    let watch: ReturnType<typeof watchPlan> | undefined

    const slots = createSlots(platform)
    const call = limitShadowCalls({ ...shared, models, slots })
    const violated: Record<string, number> = {}
    const parts = { ...shared, models, recording: options, call, outbox, violated, gate }
    const complete = createCompleteSample(parts)

    return {
      // The reading may be from before the background loaded, so it may be unchecked.
      complete: sample => complete({ ...sample, reading: clean(sample.reading) }),
      violated,
      violates(output, reading) {
        const { serve, bounds } = clean(reading).plan
        return serve === 'live' || findViolations(bounds, copy(output, true).value).length > 0
      },
      whenIdle: (run, withinMs) => platform.whenIdle(run, withinMs),
      flush: outboxes.flush,
      begin() {
        checkConsent(options, onProblem)
        if (flags)
          watch ??= watchPlan({ ...shared, flags, store, plans, clean, onChange, onProblem: onPlanProblem })
        else onChange(true)
        void outboxes.flush('start')
      },
      onLifecycle(event) {
        if (event === 'exit' || event === 'freeze') {
          watch?.pause()
          return slots.releaseLocks()
        }
        if (event === 'hidden' || event === 'online') void outboxes.flush(event)
        if (event !== 'hidden') watch?.refresh()
      },
      async clear() {
        runs.abandon('privacy')
        for (const subject of plans.known.keys()) if (subject) plans.known.delete(subject)
        store?.remove(planCacheKey(experiment))
        store?.remove(ANONYMOUS_ID_KEY)
        await outboxes.discard()
      },
      async close() {
        watch?.stop()
        slots.releaseLocks()
        await Promise.all([outbox.close(), outcomeOutbox.close()])
      },
    }
  }

export const openBackground: OpenBackground = openBackgroundWith(completePlatform, createOutbox)
