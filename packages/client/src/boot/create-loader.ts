import type { Background, OpenBackground } from './background.ts'
import type { ClientCore } from './client-core.ts'

/** The background loads after the first live answer, or after this time if there is none. */
const START_WITHIN_MS = 2_000

export interface Loader<Input, Output> {
  /** The background. Undefined until it has loaded. */
  readonly ready?: Background<Input, Output>
  /** Whether `begin` or `close` was called. */
  readonly hasBegun: boolean
  /** Loads the background. Reports a failure and rejects. The next call tries again. */
  load: () => Promise<Background<Input, Output>>
  /** Loads the background, then calls `work`. Calls `otherwise` if it does not load. Never rejects. */
  use: (work?: (ready: Background<Input, Output>) => unknown, otherwise?: () => void) => Promise<void>
  /** Loads the background when the page is idle. Call it after the first live answer. Later calls do nothing. */
  begin: () => void
  /** Continues a load that waits until the page is used again. Call it then. */
  wake: () => void
  /** Closes the background. If it has not been loaded, a later use loads it and then closes it. */
  close: () => Promise<void>
}

type Writable<Of> = { -readonly [Key in keyof Of]: Of[Key] }

/** Creates the loader, which loads the background once: after the first live answer, or earlier if something needs it. */
export function createLoader<Input, Output>(
  core: ClientCore<Input, Output>,
  importBackground: () => Promise<{ openBackground: OpenBackground }>,
  leave: () => void,
): Loader<Input, Output> {
  const { platform, plans, onProblem } = core
  let loading: Promise<Background<Input, Output>> | undefined
  let ending: Promise<void> | undefined
  let isClosed = false
  let wake = noop

  const open = async () => {
    try {
      const { openBackground } = await importBackground()
      // A page that was left has saved its tally and can open no store. Wait until it is used again.
      if (plans.isPaused && !isClosed) await new Promise<void>(resolve => (wake = resolve))
      const ready = (loader.ready = openBackground(core))
      if (isClosed) leave()
      else ready.begin()
      return ready
    } catch (error) {
      loading = undefined
      onProblem(error)
      throw error
    }
  }
  const load = () => (loading ??= open())
  const use: Loader<Input, Output>['use'] = (work, otherwise = noop) =>
    load()
      .then(work, otherwise)
      .then(() => (isClosed ? (ending ??= loader.ready?.close()) : undefined))
      .catch(onProblem)
  const begin = () => {
    if (loader.hasBegun) return
    loader.hasBegun = true
    cancelStart()
    cancelStart = platform.whenIdle(() => use(), START_WITHIN_MS)
  }
  let cancelStart = platform.setTimer(begin, START_WITHIN_MS)
  const loader: Writable<Loader<Input, Output>> = {
    hasBegun: false,
    load,
    use,
    begin,
    wake: () => wake(),
    async close() {
      loader.hasBegun = isClosed = true
      cancelStart()
      wake()
      if (loading) await use()
    },
  }
  return loader
}

const noop = (): void => undefined
