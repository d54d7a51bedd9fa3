import { sleep } from '@shadow-mode/test-support/sleep.ts'

/** The interval in milliseconds. It is long, because the checks are part of the measurement. */
const EVERY_MS = 20

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(EVERY_MS)
}
