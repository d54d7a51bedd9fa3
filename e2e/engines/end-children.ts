import { readFileSync } from 'node:fs'

/** Kills what a process has started, on Linux: a browser that hangs would outlive its driver. */
export function endChildren(pid: number | undefined): void {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    for (const child of children.split(' ').filter(Boolean)) process.kill(Number(child), 'SIGKILL')
  } catch {
    // Ended by themselves.
  }
}
