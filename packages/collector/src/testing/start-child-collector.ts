import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface ChildCollector {
  url: string
  /** The most memory it has held so far, bytes. */
  peakBytes: () => Promise<number>
  /** Resolves when the process has ended, with its exit code. */
  end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<number | null>
}

/** The answers of collector-child.ts. */
interface ChildMessage {
  url: string
  peakBytes: number
}

/** A collector in a process of its own, to be killed or measured. */
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
