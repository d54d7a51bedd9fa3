import { sleep } from '@shadow-mode/test-support/sleep.ts'

/** Runs everything that is ready to run, because a macrotask comes after all microtasks. */
export const settle = (): Promise<void> => sleep(0)
