import { afterAll, beforeAll } from 'vitest'
import { startWorld, type World } from './world.ts'

/**
 * Starts one world for all tests of a file. Each test uses its own experiment. Call the returned function in a test.
 */
export function sharedWorld(): () => World {
  const scope = new AsyncDisposableStack()
  let world: World | undefined
  beforeAll(async () => {
    world = await startWorld(scope)
  })
  afterAll(() => scope.disposeAsync())
  return () => {
    if (!world) throw new Error('the world exists only within tests')
    return world
  }
}
