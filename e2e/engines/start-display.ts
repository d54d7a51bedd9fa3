import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** A virtual screen. */
interface Display {
  /** The value of the environment variable DISPLAY. */
  name: string
  close(): void
}

export async function startDisplay(xvfb: string): Promise<Display> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp']
  const server = spawn(xvfb, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const [chunk] = await Promise.race([
    once(server.stdio[3]!, 'data'),
    once(server, 'exit').then(() => Promise.reject(new Error('Xvfb ended before it had a display'))),
  ])
  return { name: `:${String(chunk).trim()}`, close: () => void server.kill() }
}
