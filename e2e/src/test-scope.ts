import { onTestFinished } from 'vitest'

/** Returns a scope that ends after the current test, also if the test fails or times out. */
export function testScope(): AsyncDisposableStack {
  const scope = new AsyncDisposableStack()
  onTestFinished(() => scope.disposeAsync())
  return scope
}
