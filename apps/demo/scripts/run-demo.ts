import { buildDemo } from './build-demo.ts'
import type { DemoOptions } from './read-options.ts'
import { say } from './say.ts'
import type { RunningDemo } from './start-demo.ts'
import { untilStopped } from './until-stopped.ts'

const welcome = ({ url, collectorUrl, modelServiceUrl }: RunningDemo): string => `
  Credit desk           ${url}
  The same in plain JS  ${url}/plain.html
  Collector             ${collectorUrl}
  Models                ${modelServiceUrl}

  Try:
    · press Decide: the live model answers, and a new pair appears on the right
    · replay 500 applicants and read the verdict: promote
    · switch to "Stale feature" and replay again: nothing fails, but the verdict is hold
    · run the candidate in this browser, or set the flag to canary

  Ctrl-C stops everything.`

/** Serves the demo until it is stopped, or runs one replay. Returns normally when it is stopped. */
export async function runDemo(options: DemoOptions): Promise<void> {
  const { signal, done } = untilStopped()
  let demo: RunningDemo | undefined
  try {
    if (options.build) await buildDemo(signal)
    // Imported after the build, because a fresh clone has no built packages before it.
    const { startDemo } = await import('./start-demo.ts')
    const { driveReplay } = await import('./drive-replay.ts')
    demo = await startDemo({ fresh: options.replay !== undefined, signal })
    await demo.scenario(options.scenario)
    if (options.replay === undefined) {
      say(welcome(demo))
      await done
    } else {
      await driveReplay(demo, { ...options, count: options.replay, signal })
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    if (signal.aborted) say('Stopping…')
    await demo?.close()
  }
}
