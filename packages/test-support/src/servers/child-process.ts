import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

const STOP_MS = 15_000

export interface RunningProcess {
  pid: number
  /** Its stdout and stderr so far, for error messages. */
  output: () => string
  isRunning: () => boolean
  /** SIGKILL. */
  kill(): Promise<void>
  /** SIGTERM, and SIGKILL if it has not ended after 15 s. */
  stop(): Promise<void>
}

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null

const end = async (child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
  if (!isRunning(child)) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}

/** Runs a Node program until `scope` ends. */
export const runNode = (
  scope: AsyncDisposableStack,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): RunningProcess => runProgram(scope, process.execPath, args, { env })

/** Runs any program until `scope` ends. */
export function runProgram(
  scope: AsyncDisposableStack,
  program: string,
  args: string[],
  { env = {}, cwd }: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): RunningProcess {
  const child = spawn(program, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const stop = async (): Promise<void> => {
    const killTimer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    await end(child, 'SIGTERM')
    clearTimeout(killTimer)
  }
  scope.defer(stop)
  if (child.pid === undefined) throw new Error(`${program} could not be started`)
  return {
    pid: child.pid,
    output: () => output,
    isRunning: () => isRunning(child),
    kill: () => end(child, 'SIGKILL'),
    stop,
  }
}
