import { readFile } from 'node:fs/promises'

/** The resident memory of a process in MB: now and at its peak. Linux only. */
export async function residentMemory(pid: number): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const field = (name: string): number => {
    const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]
    if (kilobytes === undefined) throw new Error(`/proc/${pid}/status has no ${name}`)
    return Number(kilobytes) / 1024
  }
  return { now: field('VmRSS'), peak: field('VmHWM') }
}
