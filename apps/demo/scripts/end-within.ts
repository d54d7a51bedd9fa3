import { say } from './say.ts'

/** Ends the process with exit code 1 if it is still running after `limitMs`. */
export function endWithin(limitMs: number): void {
  const timer = setTimeout(() => {
    say(`Not everything has stopped within ${limitMs / 1_000} s. Ending the demo anyway.`)
    process.exit(1)
  }, limitMs)
  timer.unref()
}
