import { readFileSync } from 'node:fs'

/** Kills the children of a process, on Linux. Otherwise a browser that hangs would outlive its driver. */
export function endChildren(pid: number | undefined): void {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    for (const child of children.split(' ').filter(Boolean)) process.kill(Number(child), 'SIGKILL')
  } catch {
    // The children have already ended.
  }
}
