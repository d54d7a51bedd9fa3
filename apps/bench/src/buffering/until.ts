import { sleep } from '@shadow-mode/test-support/sleep.ts'

/** Looks seldom: each look is measured along. Milliseconds. */
const EVERY_MS = 20

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(EVERY_MS)
}
