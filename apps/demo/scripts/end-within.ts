import { say } from './say.ts'

/** Ends the process, with exit code 1, when it has not ended by itself by then. */
export function endWithin(limitMs: number): void {
  const timer = setTimeout(() => {
    say(`Not everything has stopped within ${limitMs / 1_000} s: ending it.`)
    process.exit(1)
  }, limitMs)
  timer.unref()
}
