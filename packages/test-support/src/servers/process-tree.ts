import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

export interface SystemProcess {
  pid: number
  parent: number
  command: string
}

/** The processes of this machine, without zombies. */
async function running(): Promise<SystemProcess[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,stat=,args='])
  return stdout
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(([, , state]) => state !== undefined && !state.startsWith('Z'))
    .map(([pid, parent, , ...args]) => ({
      pid: Number(pid),
      parent: Number(parent),
      command: args.join(' '),
    }))
}

/** The process `root` and all its descendants. */
export async function processTree(root: number): Promise<SystemProcess[]> {
  const all = await running()
  const found = all.filter(({ pid }) => pid === root)
  // The loop also visits the items that it adds.
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid))
  return found
}

/** Returns the processes that still run. */
export async function stillRunning(processes: readonly SystemProcess[]): Promise<SystemProcess[]> {
  const alive = new Set((await running()).map(({ pid }) => pid))
  return processes.filter(({ pid }) => alive.has(pid))
}
