import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright'
import { findChromium } from '../browser/find-chromium.ts'
import { launchArguments } from '../browser/launch-arguments.ts'
import { PATIENCE_MS } from '../patience-ms.ts'
import { until } from '../servers/until.ts'

/** Does not slow down tabs in the background, like the browsers that Playwright starts. */
const AWAKE = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
]

export interface KillableBrowser {
  context: BrowserContext
  /** Sends SIGKILL to all processes of the browser. Resolves when it has ended. */
  kill(): Promise<void>
}

/** Starts Chromium with the profile in `folder`. It has its own process group, so that a test can kill all of it. */
export async function launchKillable(scope: AsyncDisposableStack, folder: string): Promise<KillableBrowser> {
  const portFile = join(folder, 'DevToolsActivePort')
  // A killed browser does not delete these two files.
  await rm(portFile, { force: true })
  await rm(join(folder, 'SingletonLock'), { force: true })
  const args = [
    '--headless',
    '--remote-debugging-port=0',
    // `connectOverCDP` never settles if a page does not answer, and a page that is just starting may not.
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
    () => 'Chromium has opened its DevTools port',
  )
  const browser = await chromium.connectOverCDP(endpoint, { timeout: PATIENCE_MS })
  const [context] = browser.contexts()
  if (!context) throw new Error('Chromium started without a profile')
  context.setDefaultTimeout(PATIENCE_MS)
  return { context, kill }
}
