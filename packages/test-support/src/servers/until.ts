import { setTimeout as sleep } from 'node:timers/promises'
import { PATIENCE_MS } from '../patience-ms.ts'

/** Resolves when `check` is true; rejects after `withinMs` with what `describe` says then. Asks every `everyMs`. */
export async function until(
  check: () => boolean | Promise<boolean>,
  describe: () => string | Promise<string>,
  withinMs = PATIENCE_MS,
  everyMs = 50,
): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${await describe()}`)
    await sleep(everyMs)
  }
}
