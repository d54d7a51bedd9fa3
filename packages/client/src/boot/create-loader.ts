import type { Background, OpenBackground } from './background.ts'
import type { Core } from './core.ts'

/** The background is loaded after the first live answer, or after this long when none comes. */
const START_WITHIN_MS = 2_000

export interface Loader<Input, Output> {
  /** When it is there. */
  readonly ready?: Background<Input, Output>
  readonly hasBegun: boolean
  /** Rejects when it does not load, which was told; the next need of it tries again. */
  load: () => Promise<Background<Input, Output>>
  /** Does it when the background is there. One that does not load has `otherwise` done. Never rejects. */
  use: (work?: (ready: Background<Input, Output>) => unknown, otherwise?: () => void) => Promise<void>
  /** The first live answer is there: loads it when the page is idle. */
  begin: () => void
  /** The page is there again: nothing is waited for. */
  wake: () => void
  /** Closes it, now if it was ever needed, else after the next use. */
  close: () => Promise<void>
}

type Writable<Of> = { -readonly [Key in keyof Of]: Of[Key] }

/** Brings the background: once, behind the first live answer or when something needs it. */
export function createLoader<Input, Output>(
  core: Core<Input, Output>,
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
      // A page that is being left can open no store any more, and has saved what it counted.
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
  const use: Loader<Input, Output>['use'] = (work = noop, otherwise = noop) =>
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
