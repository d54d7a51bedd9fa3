import { toError } from '../errors/to-error.ts'
import { guardStop } from '../call/guard-stop.ts'
import { outcomesOf } from '../outcome/outcomes-of.ts'
import { checkOptions } from '../options/check-options.ts'
import type { ClientOptions } from '../options/client-options.ts'
import { createPlans } from '../plan/create-plans.ts'
import type { CorePlatform } from '../platform/platform.ts'
import { createObserve } from '../predict/create-observe.ts'
import type { Sample } from '../shadow/sample.ts'
import { createPredict } from '../predict/create-predict.ts'
import type { Predict } from '../options/predict-options.ts'
import { tap } from '../call/tap.ts'
import { createGate } from '../privacy/create-gate.ts'
import { createRuns } from '../shadow/create-runs.ts'
import type { ShadowClient } from './shadow-client.ts'
import { createEvents } from '../status/create-events.ts'
import { createTally } from '../tally/create-tally.ts'
import type { Status } from '../status/status.ts'
import type { Background, OpenBackground } from './open-background.ts'

/** The background is loaded after the first live answer, or after this long when none comes. */
const START_WITHIN_MS = 2_000

/** The page gets this long to have nothing better to do; then the shadow call goes out all the same. */
const IDLE_WITHIN_MS = 500

/**
 * Connects the rooms of one client. Each gets what it needs as parameters; only here, and in the background that is
 * loaded later, do they meet.
 */
export function wireClient<Input, Output>(
  options: ClientOptions<Input, Output>,
  platform: CorePlatform,
  importBackground: () => Promise<{ openBackground: OpenBackground }>,
): ShadowClient<Input, Output> {
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
  let closing: Promise<void> | undefined

  const gate = createGate(options, platform, onProblemThere)
  const tally = createTally(experiment, platform, syncStore)
  const outcomes = createTally(outcomesOf(experiment), platform, syncStore)
  const runs = createRuns(tally, () => emit({ type: 'status' }))

  let background: Background<Input, Output> | undefined
  let loading: Promise<Background<Input, Output>> | undefined
  const open = async () => {
    try {
      const { openBackground } = await importBackground()
      // A page that is being left can open no store any more, and has saved what it counted.
      if (plans.isResting && !closing) await new Promise<void>(resolve => (wake = resolve))
      background = openBackground({
        options,
        platform,
        models,
        tally,
        outcomes,
        gate,
        runs,
        plans,
        emit,
        onProblem,
      })
      if (closing) leave()
      else background.begin()
      return background
    } catch (error) {
      loading = undefined
      onProblem(error)
      throw error
    }
  }
  const load = () => (loading ??= open())
  /** Does it when the background is there. One that does not load was reported; the next need of it tries again. */
  const withBackground = (use: (ready: Background<Input, Output>) => unknown = noop, otherwise = noop) =>
    load().then(use, otherwise).then(noop, onProblem)

  const follow = (sample: Sample<Input, Output>) => {
    const { run, lost = 'busy', reading } = sample
    ;(background ?? platform).whenIdle(
      () =>
        withBackground(
          ready => ready.follow(sample),
          () => run.drop(lost),
        ),
      Math.min(IDLE_WITHIN_MS, reading.plan.startWithinMs),
    )
  }
  const observe = createObserve({
    platform,
    runs,
    mayObserve: gate.isOpen,
    follow,
    onProblem: onProblemThere,
  })
  const fallbacks: Status['fallbacks'] = {}
  const serve = createPredict({
    platform,
    models,
    inForce: plans.inForce,
    observe,
    violates(output, reading) {
      if (!reading.plan.bounds.length) return false
      if (background) return background.violates(output, reading)
      // An answer that nobody could check is not shown, nor is the code for it waited for without end.
      return new Promise(resolve => {
        const cancel = platform.setTimer(() => resolve(true), reading.plan.timeoutMs)
        void load()
          .then(ready => ready.violates(output, reading))
          .then(resolve, () => resolve(true))
          .then(cancel)
      })
    },
    onFallback(reason) {
      fallbacks[reason] = (fallbacks[reason] ?? 0) + 1
      void platform.setTimer(() => emit({ type: 'fallback', reason }), 0)
    },
  })

  let isStarted = false
  const start = () => {
    if (isStarted) return
    isStarted = true
    cancelStart()
    cancelStart = platform.whenIdle(() => withBackground(), START_WITHIN_MS)
  }
  let cancelStart = platform.setTimer(start, START_WITHIN_MS)
  const predict: Predict<Input, Output> = (input, given) => {
    const promise = serve(input, given)
    return isStarted ? promise : tap(promise, start)
  }

  let wake = noop
  const stopListening = platform.onLifecycle(event => {
    if (event === 'exit' || event === 'freeze') leave()
    // A page that is left becomes hidden after it.
    else if (event !== 'hidden') {
      plans.isResting = closing !== undefined
      wake()
    }
    if (background) background.onLifecycle(event)
    else if (isStarted && event !== 'exit') void withBackground()
  })
  const leave = () => {
    // A page that was left runs a moment more, but what it draws then nobody would live to count.
    plans.isResting = true
    runs.abandon('exit')
    tally.exit()
    outcomes.exit()
  }
  const close = async () => {
    stopListening()
    isStarted = true
    cancelStart()
    leave()
    wake()
    models.live.stop?.()
    models.candidate.stop?.()
    if (loading) await withBackground(ready => ready.close())
  }

  const flush = () => withBackground(ready => ready.flush('manual'))

  return {
    predict,
    subscribe,
    recordOutcome(outcome) {
      if (!gate.isOpen()) return
      let json = ''
      try {
        // At once: the app may change its label. What is wrong with it is found in the background.
        json = JSON.stringify(outcome)
      } catch {
        // Cyclic, a BigInt, a throwing getter: told as no outcome.
      }
      outcomes.sampled()
      outcomes.put({ id: `${platform.now()}-${platform.random()}`, json })
      // One that did not load is tried again.
      if (isStarted) void withBackground()
    },
    flush,
    optOut({ queued = 'discard' } = {}) {
      gate.choose(queued)
      return flush()
    },
    optIn: () => gate.choose(),
    clear: () => withBackground(ready => ready.clear()),
    status() {
      const { sampled: recorded, ...rest } = outcomes.counts()
      const { plan, reason: planReason } = plans.inForce()
      return {
        ...tally.counts(),
        plan,
        planReason,
        running: runs.size(),
        fallbacks: { ...fallbacks },
        violated: { ...background?.violated },
        outcomes: { recorded, ...rest },
      }
    },
    close: () => (closing ??= close()),
  }
}

const noop = (): void => undefined
