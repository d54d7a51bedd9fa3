import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { DemoError } from './demo-error.ts'
import { say } from './say.ts'
import { signalGroup } from './signal-group.ts'

export interface CollectorOptions {
  port: number
  dataFolder: string
  flagFile: string
  ingestKey: string
  readToken: string
  allowOrigins: string[]
  signal: AbortSignal
}

export interface RunningCollector {
  url: string
  /** Asks it to end, and waits until it has. */
  close(): Promise<void>
}

const READY_WITHIN_MS = 30_000

/** The built command `shadow-mode`. */
export const commandFile = (): string =>
  fileURLToPath(new URL('./cli.js', import.meta.resolve('@shadow-mode/collector')))

/** Starts `shadow-mode collect` and waits until it is ready to take pairs. */
export async function startCollector(options: CollectorOptions): Promise<RunningCollector> {
  const url = `http://127.0.0.1:${options.port}`
  const child = spawn(
    process.execPath,
    [
      `--import=${new URL('./end-with-parent.ts', import.meta.url).href}`,
      commandFile(),
      'collect',
      '--port',
      String(options.port),
      '--data',
      options.dataFolder,
      '--flags',
      options.flagFile,
      ...options.allowOrigins.flatMap(origin => ['--allow-origin', origin]),
    ],
    {
      // Its own group: Ctrl-C reaches this process alone, which then ends the collector in order.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {
        ...process.env,
        SHADOW_MODE_INGEST_KEY: options.ingestKey,
        SHADOW_MODE_READ_TOKEN: options.readToken,
      },
    },
  )
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-10_000)
  })
  const ended = new Promise<void>(resolve => {
    child.once('error', error => {
      said += error.message
      resolve()
    })
    child.once('close', () => resolve())
  })
  // However this process ends: the group would outlive it, and hold its port and folder.
  const kill = (): void => signalGroup(child, 'SIGKILL')
  process.once('exit', kill)
  void ended.then(() => process.off('exit', kill))
  let isExpected = true
  const close = async (): Promise<void> => {
    isExpected = true
    child.kill('SIGTERM')
    await ended
  }
  const giveUp = AbortSignal.any([options.signal, AbortSignal.timeout(READY_WITHIN_MS)])
  while (!(await isReady(url))) {
    if (child.exitCode !== null || giveUp.aborted) {
      await close()
      throw new DemoError(`The collector did not start.\n${said}`)
    }
    await sleep(100)
  }
  isExpected = false
  void ended.finally(() => {
    if (!isExpected) say(`The collector has ended.\n${said}`)
  })
  return { url, close }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    // Not listening yet.
    return false
  }
}
