import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import {
  type CollectorSettings,
  collectorCommand,
} from '@shadow-mode/test-support/servers/collector-command.ts'
import { untilReady } from '@shadow-mode/test-support/servers/until-ready.ts'
import { DemoError } from './demo-error.ts'
import { say } from './say.ts'
import { signalGroup } from './signal-group.ts'

interface CollectorOptions extends CollectorSettings {
  signal: AbortSignal
}

export interface RunningCollector {
  url: string
  /** Sends SIGTERM and waits until the collector has ended. */
  close(): Promise<void>
}

const READY_WITHIN_MS = 30_000

/** The path of the built command `shadow-mode`. */
export const commandFile = (): string =>
  fileURLToPath(new URL('./cli.js', import.meta.resolve('@shadow-mode/collector')))

/** Starts `shadow-mode collect` and waits until it is ready to take pairs. */
export async function startCollector(options: CollectorOptions): Promise<RunningCollector> {
  const url = `http://127.0.0.1:${options.port}`
  const { args, env } = collectorCommand(options)
  const child = spawn(
    process.execPath,
    [`--import=${new URL('./end-with-parent.ts', import.meta.url).href}`, commandFile(), ...args],
    {
      // Not as in test-support's collector-process.ts. In its own group the collector does not get Ctrl-C, so that
      // this process can stop it in order. Over the IPC channel it notices when this process is killed.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, ...env },
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
  // Otherwise the group could outlive this process and keep its port and folder.
  const kill = (): void => signalGroup(child, 'SIGKILL')
  process.once('exit', kill)
  void ended.then(() => process.off('exit', kill))
  let isExpected = true
  const close = async (): Promise<void> => {
    isExpected = true
    child.kill('SIGTERM')
    await ended
  }
  const isRunning = (): boolean => child.exitCode === null && !options.signal.aborted
  try {
    await untilReady(`${url}/readyz`, { isRunning, output: () => said }, READY_WITHIN_MS)
  } catch (cause) {
    await close()
    throw new DemoError(`The collector did not start.\n${said}`, { cause })
  }
  isExpected = false
  void ended.finally(() => {
    if (!isExpected) say(`The collector has ended.\n${said}`)
  })
  return { url, close }
}
