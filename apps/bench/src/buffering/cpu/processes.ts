import { readdirSync, readFileSync } from 'node:fs'

/** What `read` finds; `undefined` for a process or thread that has just ended. */
const ifThere = <Value>(read: () => Value): Value | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** The parent, from `<pid> (<name>) <state> <parent> …`; a name may hold anything. */
const parentOf = (pid: number): number | undefined =>
  ifThere(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  })

/** `root` and all processes that came from it. */
export function familyOf(root: number): number[] {
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger)
  const parents = new Map(all.map(pid => [pid, parentOf(pid)]))
  const isKin = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || isKin(parents.get(pid)))
  return all.filter(isKin)
}

export const isRenderer = (pid: number): boolean =>
  ifThere(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.includes('--type=renderer') === true

/** CPU time of one thread in ns, exact while it sleeps: the kernel adds what it has run when it stops. */
const threadNs = (pid: number, thread: number | string): number =>
  ifThere(() => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0])) ?? 0

/** In ns. 0 when the process has ended. */
export const mainThreadNs = (pid: number): number => threadNs(pid, pid)

/** Of all threads that live, in ns. */
export const processNs = (pid: number): number =>
  (ifThere(() => readdirSync(`/proc/${pid}/task`)) ?? []).reduce(
    (sum, thread) => sum + threadNs(pid, thread),
    0,
  )
