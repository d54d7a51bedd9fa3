import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright'
import { findChromium } from '../browser/find-chromium.ts'
import { launchArguments } from '../browser/launch-arguments.ts'
import { PATIENCE_MS } from '../patience-ms.ts'
import { until } from '../servers/until.ts'

/** Tabs in the background work on, as in the browsers that Playwright starts itself. */
const AWAKE = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
]

export interface KillableBrowser {
  context: BrowserContext
  /** SIGKILL to all of its processes. Resolves when they are gone. */
  kill(): Promise<void>
}

/** Chromium on the profile in `folder`, in a process group of its own, so that it can be killed and come back. */
export async function launchKillable(scope: AsyncDisposableStack, folder: string): Promise<KillableBrowser> {
  const portFile = join(folder, 'DevToolsActivePort')
  // A killed browser leaves both behind.
  await rm(portFile, { force: true })
  await rm(join(folder, 'SingletonLock'), { force: true })
  const args = [
    '--headless',
    '--remote-debugging-port=0',
    // `connectOverCDP` never settles if a page that is already there does not answer, as a starting one may not.
    '--no-startup-window',
    `--user-data-dir=${folder}`,
    ...AWAKE,
    ...launchArguments,
  ]
  const child = spawn(findChromium() ?? 'chromium', args, { detached: true, stdio: 'ignore' })
  const exited = once(child, 'exit')
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
    process.kill(-child.pid, 'SIGKILL')
    await exited
  }
  scope.defer(kill)

  let endpoint = ''
  await until(
    async () => {
      const [port, path] = (await readFile(portFile, 'utf8').catch(() => '')).split('\n')
      if (port && path) endpoint = `ws://127.0.0.1:${port}${path}`
      return endpoint !== ''
    },
    () => 'Chromium opens its DevTools port',
  )
  const browser = await chromium.connectOverCDP(endpoint, { timeout: PATIENCE_MS })
  const [context] = browser.contexts()
  if (!context) throw new Error('Chromium came up without a profile')
  context.setDefaultTimeout(PATIENCE_MS)
  return { context, kill }
}
