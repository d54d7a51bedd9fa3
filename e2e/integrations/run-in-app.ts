import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** Ends a command that hangs. */
const LIMIT_MS = 600_000

interface Started {
  child: ChildProcess
  output: () => string
  /** Ends the command, and all that it has started. */
  end: () => Promise<void>
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

/** Starts a command in the folder of an app. The app's own commands need no path. */
export function startInApp(folder: string, [command = '', ...args]: string[]): Started {
  const child = spawn(command, args, {
    cwd: folder,
    // A group of its own, because npm and Next start other processes.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${folder}/node_modules/.bin:${process.env['PATH']}`,
      NEXT_TELEMETRY_DISABLED: '1',
    },
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const end = async (): Promise<void> => {
    if (child.pid === undefined) return
    const closed = hasEnded(child) ? undefined : once(child, 'close')
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // The whole group has ended.
    }
    await closed
  }
  return { child, output: () => output, end }
}

/** Runs a command in the folder of an app. Rejects with its output if it fails. */
export async function runInApp(folder: string, command: string[]): Promise<void> {
  const { child, output, end } = startInApp(folder, command)
  const limit = setTimeout(() => void end(), LIMIT_MS)
  try {
    const [code] = await once(child, 'close')
    if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${output()}`)
  } finally {
    clearTimeout(limit)
  }
}
