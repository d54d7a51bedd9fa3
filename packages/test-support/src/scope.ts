/** Runs clean-ups when a test or a program ends: an AsyncDisposableStack, or `{ defer: onTestFinished }`. */
export type Scope = Pick<AsyncDisposableStack, 'defer'>
