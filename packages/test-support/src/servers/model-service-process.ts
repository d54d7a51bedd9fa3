import { fileURLToPath } from 'node:url'
import { runNode } from './child-process.ts'
import { freePort } from './free-port.ts'
import { until } from './until.ts'

const MAIN = fileURLToPath(new URL('../../../../apps/model-service/src/main.ts', import.meta.url))

/** Starts the app that serves the two real models, in a process of its own; resolves to its origin. */
export async function startModelService(scope: AsyncDisposableStack): Promise<string> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const service = runNode(scope, [MAIN, '--port', `${port}`])
  await until(
    () => {
      if (!service.isRunning()) throw new Error(`the model service ended:\n${service.output()}`)
      return fetch(`${origin}/healthz`).then(
        response => response.ok,
        () => false,
      )
    },
    () => `model service ready\n${service.output()}`,
  )
  return origin
}
