import { tap } from '../core/async/tap.ts'
import type { CorePlatform } from '../core/platform/platform.ts'
import { createEvents } from '../core/status/create-events.ts'
import type { Status } from '../core/status/status.ts'
import { captureOutcome } from '../delivery/outcome/capture-outcome.ts'
import { outcomesName } from '../delivery/outcome/outcomes-name.ts'
import { createTally } from '../delivery/tally/create-tally.ts'
import { createPlans } from '../plan/create-plans.ts'
import { guardStop } from '../prediction/call/guard-stop.ts'
import { checkOptions } from '../prediction/options/check-options.ts'
import type { ClientOptions } from '../prediction/options/client-options.ts'
import { createObserve } from '../prediction/predict/create-observe.ts'
import { createPredict } from '../prediction/predict/create-predict.ts'
import { createGate } from '../prediction/privacy/create-gate.ts'
import { createRuns } from '../prediction/shadow/create-runs.ts'
import type { AnySample } from '../prediction/shadow/sample.ts'
import type { OpenBackground } from './background.ts'
import { createBoundsCheck } from './create-bounds-check.ts'
import { createLoader } from './create-loader.ts'
import type { ShadowClient } from './shadow-client.ts'

/** Maximum time that the shadow work of a prediction waits for the page to become idle. Then it starts anyway. */
const IDLE_WITHIN_MS = 500

/** Creates one client. Its parts are wired here and in `open-background.ts`. */
// oxlint-disable-next-line max-lines-per-function -- a flat list of parts. Each further function costs every page 30 bytes
export function wireClient<Input, Output>(
  options: ClientOptions<Input, Output>,
  platform: CorePlatform,
  importBackground: () => Promise<{ openBackground: OpenBackground }>,
): ShadowClient<Input, Output> {
  const initial = checkOptions(options)
  const { experiment, flags } = options
  const syncStore = options.storage === 'memory' ? undefined : platform.syncStore
  const { emit, onProblem, subscribe } = createEvents(platform)
  /** Deferred, because no listener may run on the live path. */
  const onProblemLater = (thrown: unknown) => platform.setTimer(() => onProblem(thrown), 0)

  const models = {
    live: guardStop(options.live, onProblem),
    candidate: guardStop(options.candidate, onProblem),
  }
  const plans = createPlans(experiment, platform, initial, flags, syncStore)
  const gate = createGate(options, platform, onProblemLater)
  const pairTally = createTally(experiment, platform, syncStore)
  const outcomeTally = createTally(outcomesName(experiment), platform, syncStore)
  const runs = createRuns(pairTally, () => emit({ type: 'status' }))

  const leave = () => {
    // A page that was left still runs for a moment. It takes no more samples, because it may end before it counts them.
    plans.isPaused = true
    runs.abandon('exit')
    pairTally.exit()
    // Without consent, no outcome may be stored on the device.
    outcomeTally.exit(!gate.canSend())
  }
  const core = { options, platform, models, pairTally, outcomeTally, gate, runs, plans, emit, onProblem }
  const loader = createLoader(core, importBackground, leave)
  const { use } = loader
  const fallbacks: Status['fallbacks'] = {}
  const observe = createObserve({
    ...core,
    complete(sample: AnySample<Input, Output>) {
      const { run } = sample
      ;(loader.ready ?? platform).whenIdle(
        () => {
          if (sample.copied)
            void loader.use(
              it => it.complete(sample),
              () => run.drop('not-loaded'),
            )
          else run.drop('busy')
        },
        Math.min(IDLE_WITHIN_MS, sample.reading.plan.startWithinMs),
      )
    },
    onProblem: onProblemLater,
  })
  const serve = createPredict({
    ...core,
    observe,
    violates: createBoundsCheck(loader, platform),
    onFallback(reason) {
      fallbacks[reason] = (fallbacks[reason] ?? 0) + 1
      void platform.setTimer(() => emit({ type: 'fallback', reason }), 0)
    },
  })

  let closing: Promise<void> | undefined
  const stopListening = platform.onLifecycle(event => {
    if (event === 'exit' || event === 'freeze') leave()
    // `hidden` may follow `exit`, so it does not mean that the page is used again.
    else if (event !== 'hidden') {
      plans.isPaused = false
      loader.wake()
    }
    if (loader.ready) loader.ready.onLifecycle(event)
    else if (loader.hasBegun && event !== 'exit') void use()
  })
  const close = async () => {
    stopListening()
    leave()
    models.live.stop?.()
    models.candidate.stop?.()
    await loader.close()
  }
  const flush = () => use(it => it.flush('manual'))

  return {
    predict(input, given) {
      const promise = serve(input, given)
      return loader.hasBegun ? promise : tap(promise, loader.begin)
    },
    subscribe,
    recordOutcome(outcome) {
      if (!gate.canRecord()) return
      outcomeTally.sampled()
      outcomeTally.put(captureOutcome(outcome, platform))
      // Loads the background again if the previous attempt failed.
      if (loader.hasBegun) void use()
    },
    flush,
    optOut(given) {
      // JavaScript callers may pass anything. An unknown value must not undo an opt-out.
      gate.choose(given?.queued === 'send' ? 'send' : 'discard')
      return flush()
    },
    optIn: () => gate.choose(),
    clear: () => use(it => it.clear()),
    status() {
      const { sampled: recorded, ...rest } = outcomeTally.counts()
      const { plan, reason: planReason } = plans.currentReading()
      return {
        ...pairTally.counts(),
        plan,
        planReason,
        mayObserve: gate.canRecord(),
        running: runs.size(),
        fallbacks: { ...fallbacks },
        violated: { ...loader.ready?.violated },
        outcomes: { recorded, ...rest },
      }
    },
    close: () => (closing ??= close()),
  }
}
