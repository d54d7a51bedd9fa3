import { afterAll, beforeAll } from 'vitest'
import { startWorld, type World } from './world.ts'

/** One world for all tests of a file, each of which takes an experiment of its own. Call the result in a test. */
export function sharedWorld(): () => World {
  const scope = new AsyncDisposableStack()
  let world: World | undefined
  beforeAll(async () => {
    world = await startWorld(scope)
  })
  afterAll(() => scope.disposeAsync())
  return () => {
    if (!world) throw new Error('the world is there only within tests')
    return world
  }
}
