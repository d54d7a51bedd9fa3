import { join } from 'node:path'
import { freePort } from '@shadow-mode/test-support/servers/free-port.ts'
import type { Handler } from '@shadow-mode/test-support/servers/handler.ts'
import { listen } from '@shadow-mode/test-support/servers/listen.ts'
import { staticFiles } from '@shadow-mode/test-support/servers/static-files.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import type { Integration } from './integrations.ts'
import { startInApp } from './run-in-app.ts'

const toIndex: Handler = request => {
  if (request.url?.startsWith('/?')) request.url = `/index.html${request.url.slice(1)}`
  return false
}

/** Serves an app until `scope` ends. Resolves to its origin. */
export async function serveApp(
  scope: AsyncDisposableStack,
  folder: string,
  serving: Integration['serving'],
): Promise<string> {
  if ('folders' in serving)
    return listen(scope, [toIndex, ...serving.folders.map(name => staticFiles(join(folder, name)))])
  const port = await freePort()
  const { child, output, end } = startInApp(folder, serving.command(port))
  scope.defer(end)
  const origin = `http://127.0.0.1:${port}`
  await until(
    async () => {
      if (child.exitCode !== null) throw new Error(`The server ended:\n${output()}`)
      return fetch(origin).then(
        ({ ok }) => ok,
        () => false,
      )
    },
    () => `the server answers:\n${output()}`,
  )
  return origin
}
