import { onTestFinished } from 'vitest'

/** Call it in a test: what is registered there is stopped after the test, pass, fail or timeout. */
export function testScope(): AsyncDisposableStack {
  const scope = new AsyncDisposableStack()
  onTestFinished(() => scope.disposeAsync())
  return scope
}
