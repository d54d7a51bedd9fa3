/** For code that also runs in a browser. Code for Node alone uses `setTimeout` of `node:timers/promises`. */
export const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
