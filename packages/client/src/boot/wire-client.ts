import { tap } from '../core/async/tap.ts'
import { toError } from '../core/errors/to-error.ts'
import type { CorePlatform } from '../core/platform/platform.ts'
import { createEvents } from '../core/status/create-events.ts'
import type { Status } from '../core/status/status.ts'
import { captureOutcome } from '../delivery/outcome/capture-outcome.ts'
import { outcomesOf } from '../delivery/outcome/outcomes-of.ts'
import { createTally } from '../delivery/tally/create-tally.ts'
import { createPlans } from '../plan/create-plans.ts'
import { guardStop } from '../prediction/call/guard-stop.ts'
import { checkOptions } from '../prediction/options/check-options.ts'
import type { ClientOptions } from '../prediction/options/client-options.ts'
import { createObserve } from '../prediction/predict/create-observe.ts'
import { createPredict } from '../prediction/predict/create-predict.ts'
import { createGate } from '../prediction/privacy/create-gate.ts'
import { createRuns } from '../prediction/shadow/create-runs.ts'
import type { Sample } from '../prediction/shadow/sample.ts'
import type { OpenBackground } from './background.ts'
import { checkAnswer } from './check-answer.ts'
import type { Core } from './core.ts'
import { createLoader, type Loader } from './create-loader.ts'
import type { ShadowClient } from './shadow-client.ts'

/** The page gets this long to have nothing better to do; then the shadow call goes out all the same. */
const IDLE_WITHIN_MS = 500

/** Creates what counts, decides and keeps. None of it is called by a prediction yet. */
function wireCore<Input, Output>(options: ClientOptions<Input, Output>, platform: CorePlatform) {
  const initial = checkOptions(options)
  const { experiment, flags } = options
  const syncStore = options.storage === 'memory' ? undefined : platform.syncStore
  const { emit, subscribe } = createEvents(platform)
  const onProblem = (thrown: unknown) => emit({ type: 'problem', error: toError(thrown) })
  /** On the live path no listener may run. */
  const onProblemThere = (thrown: unknown) => void platform.setTimer(() => onProblem(thrown), 0)

  const models = {
    live: guardStop(options.live, onProblem),
    candidate: guardStop(options.candidate, onProblem),
  }
  const plans = createPlans(experiment, platform, initial, flags, syncStore)
  const gate = createGate(options, platform, onProblemThere)
  const tally = createTally(experiment, platform, syncStore)
  const outcomes = createTally(outcomesOf(experiment), platform, syncStore)
  const runs = createRuns(tally, () => emit({ type: 'status' }))

  const leave = () => {
    // A page that was left still runs for a moment. It draws no more samples, because it may end before it counts them.
    plans.isPaused = true
    runs.abandon('exit')
    tally.exit()
    // Nothing is left on the device of a person who has said no since.
    outcomes.exit(!gate.canSend())
  }
  const core = { options, platform, models, tally, outcomes, gate, runs, plans, emit, onProblem }
  return [core, subscribe, leave, onProblemThere] as const
}

/** Connects the live path. Counts in `fallbacks` how often it fell back. */
function wirePredict<Input, Output>(
  core: Core<Input, Output>,
  loader: Loader<Input, Output>,
  fallbacks: Status['fallbacks'],
  onProblem: (thrown: unknown) => void,
) {
  const { platform, plans, emit } = core
  const observe = createObserve({
    ...core,
    complete(sample: Sample<Input, Output>) {
      const { run, lost, reading } = sample
      const drop = () => run.drop(lost ?? 'busy')
      ;(loader.ready ?? platform).whenIdle(
        () => (lost ? drop() : void loader.use(it => it.complete(sample), drop)),
        Math.min(IDLE_WITHIN_MS, reading.plan.startWithinMs),
      )
    },
    onProblem,
  })
  return createPredict({
    ...core,
    currentPlan: plans.currentPlan,
    observe,
    violates: checkAnswer(loader, platform),
    onFallback(reason) {
      fallbacks[reason] = (fallbacks[reason] ?? 0) + 1
      void platform.setTimer(() => emit({ type: 'fallback', reason }), 0)
    },
  })
}

/**
 * Connects the rooms of one client. Each gets what it needs as parameters; only here, and in the background that is
 * loaded later, do they meet.
 */
export function wireClient<Input, Output>(
  options: ClientOptions<Input, Output>,
  platform: CorePlatform,
  importBackground: () => Promise<{ openBackground: OpenBackground }>,
): ShadowClient<Input, Output> {
  const [core, subscribe, leave, onProblemThere] = wireCore(options, platform)
  const { models, plans, gate, tally, outcomes, runs } = core
  const loader = createLoader(core, importBackground, leave)
  const { use } = loader
  const fallbacks: Status['fallbacks'] = {}
  const serve = wirePredict(core, loader, fallbacks, onProblemThere)

  let closing: Promise<void> | undefined
  const stopListening = platform.onLifecycle(event => {
    if (event === 'exit' || event === 'freeze') leave()
    // A page that is left becomes hidden after it.
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
      outcomes.sampled()
      outcomes.put(captureOutcome(outcome, platform))
      // One that did not load is tried again.
      if (loader.hasBegun) void use()
    },
    flush,
    optOut(given) {
      // JavaScript callers may pass anything. An unknown word must not undo an opt-out.
      gate.choose(given?.queued === 'send' ? 'send' : 'discard')
      return flush()
    },
    optIn: () => gate.choose(),
    clear: () => use(it => it.clear()),
    status() {
      const { sampled: recorded, ...rest } = outcomes.counts()
      const { plan, reason: planReason } = plans.currentPlan()
      return {
        ...tally.counts(),
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
