/** Lets everything that is ready to run, run: a macrotask comes after all microtasks. */
export const settle = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 0))
