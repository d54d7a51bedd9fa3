import { readdirSync, readFileSync } from 'node:fs'

/** Returns the result of `read`, or `undefined` if the process or thread has just ended. */
const ifThere = <Value>(read: () => Value): Value | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** Reads the parent from `<pid> (<name>) <state> <parent> …`. The name may contain any character. */
const parentOf = (pid: number): number | undefined =>
  ifThere(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  })

/** The process `root` and all its descendants. */
export function familyOf(root: number): number[] {
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger)
  const parents = new Map(all.map(pid => [pid, parentOf(pid)]))
  const isKin = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || isKin(parents.get(pid)))
  return all.filter(isKin)
}

export const isRenderer = (pid: number): boolean =>
  ifThere(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.includes('--type=renderer') === true

/** The CPU time of a thread in ns. It is exact while the thread sleeps, because the kernel updates it then. */
const threadNs = (pid: number, thread: number | string): number =>
  ifThere(() => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0])) ?? 0

/** The CPU time of a process's main thread in ns. 0 if the process has ended. */
export const mainThreadNs = (pid: number): number => threadNs(pid, pid)

/** The CPU time of all living threads of a process, in ns. */
export const processNs = (pid: number): number =>
  (ifThere(() => readdirSync(`/proc/${pid}/task`)) ?? []).reduce(
    (sum, thread) => sum + threadNs(pid, thread),
    0,
  )
