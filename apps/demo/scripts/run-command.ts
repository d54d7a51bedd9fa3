import { spawn } from 'node:child_process'
import { signalGroup } from './signal-group.ts'

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

/**
 * Runs a command to its end and keeps what it printed. Rejects when it cannot be started, or by the signal, which also
 * ends all that the command has started.
 */
export function runCommand(command: string, args: string[], signal: AbortSignal): Promise<Ran> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    // A group of its own, which can be ended as a whole: npm and shells do not pass every signal on.
    const child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const abort = (): void => {
      signalGroup(child, 'SIGTERM')
      reject(signal.reason)
    }
    const kill = (): void => signalGroup(child, 'SIGKILL')
    signal.addEventListener('abort', abort)
    process.once('exit', kill)
    const forget = (): void => {
      signal.removeEventListener('abort', abort)
      process.off('exit', kill)
    }
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.once('error', error => {
      forget()
      reject(error)
    })
    child.once('close', code => {
      forget()
      resolve({ code, stdout, stderr })
    })
  })
}
