/** What runs clean-ups when something ends: an AsyncDisposableStack, or `{ defer: onTestFinished }`. */
export type Scope = Pick<AsyncDisposableStack, 'defer'>
