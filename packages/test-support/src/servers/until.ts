import { setTimeout as sleep } from 'node:timers/promises'
import { PATIENCE_MS } from '../patience-ms.ts'

/** Calls `check` every `everyMs` until it returns true. Rejects after `withinMs`, with the text of `describe`. */
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
