import { fileURLToPath } from 'node:url'
import { runNode } from './child-process.ts'
import { freePort } from './free-port.ts'
import { untilReady } from './until-ready.ts'

const MAIN = fileURLToPath(new URL('../../../../apps/model-service/src/main.ts', import.meta.url))

/** Starts the service with the two real models in its own process. Resolves to its origin. */
export async function startModelService(scope: AsyncDisposableStack): Promise<string> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const service = runNode(scope, [MAIN, '--port', `${port}`])
  await untilReady(`${origin}/healthz`, service)
  return origin
}
