import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { findChromium } from '../browser/find-chromium.ts'
import { launchArguments } from '../browser/launch-arguments.ts'
import { temporaryFolder } from '../servers/temporary-folder.ts'

/**
 * Opens `url` in a headless Chromium without DevTools until `scope` ends. With DevTools, the browser reports each
 * request, which makes a call over loopback half as long again and would distort measurements. `more` are further
 * arguments of the browser. Resolves to the id of its first process.
 */
export async function launchUnwatched(
  scope: AsyncDisposableStack,
  url: string,
  more: string[] = [],
): Promise<number> {
  const folder = await temporaryFolder(scope, 'profile')
  const args = ['--headless', `--user-data-dir=${folder}`, ...launchArguments, ...more, url]
  const child = spawn(findChromium() ?? 'chromium', args, { detached: true, stdio: 'ignore' })
  const exited = once(child, 'exit')
  await once(child, 'spawn')
  scope.defer(async () => {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      process.kill(-child.pid, 'SIGKILL')
      await exited
    }
  })
  if (child.pid === undefined) throw new Error('Chromium has no process')
  return child.pid
}
