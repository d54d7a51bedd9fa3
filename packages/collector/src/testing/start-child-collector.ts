import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface ChildCollector {
  url: string
  /** The peak resident memory so far, in bytes. */
  peakBytes: () => Promise<number>
  /** Sends the signal. Resolves with the exit code when the process has ended. */
  end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<number | null>
}

/** A message from collector-child.ts. */
interface ChildMessage {
  url: string
  peakBytes: number
}

/** Starts a collector in its own process, so that a test can kill or measure it. */
export async function startChildCollector(
  onFinished: (cleanUp: () => Promise<void>) => void,
  dir: string,
): Promise<ChildCollector> {
  const child = fork(fileURLToPath(new URL('collector-child.ts', import.meta.url)), [dir], {
    execArgv: ['--conditions=@shadow-mode/source'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const exited = new Promise<number | null>(resolve => {
    child.once('exit', resolve)
  })
  const end: ChildCollector['end'] = signal => {
    child.kill(signal)
    return exited
  }
  onFinished(async () => void (await end('SIGKILL')))
  const message = async (): Promise<ChildMessage> => {
    const next = once(child, 'message').then(([value]: ChildMessage[]) => value)
    const answer = await Promise.race([next, exited.then(() => undefined)])
    if (!answer) throw new Error('The child collector ended')
    return answer
  }
  const { url } = await message()
  return {
    url,
    end,
    peakBytes: async () => {
      const answer = message()
      child.send('peak')
      return (await answer).peakBytes
    },
  }
}
