import { sleep } from '@shadow-mode/test-support/sleep.ts'
/** Lets everything that is ready to run, run: a macrotask comes after all microtasks. */
export const settle = (): Promise<void> => sleep(0)
