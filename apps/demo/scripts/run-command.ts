import { spawn } from 'node:child_process'
import { signalGroup } from './signal-group.ts'

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

/**
 * Runs a command to its end and resolves to its output. Rejects if it cannot be started, or if the signal aborts. Then
 * it also ends every process that the command has started.
 */
export function runCommand(command: string, args: string[], signal: AbortSignal): Promise<Ran> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    // The command gets its own process group, so that all of it can be ended. npm and shells do not pass on every
    // signal.
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
