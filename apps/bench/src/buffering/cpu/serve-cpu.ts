import type { Handler } from '@shadow-mode/test-support/servers/handler.ts'
import type { CpuReading } from './cpu-reading.ts'
import { familyOf, isRenderer, mainThreadNs, processNs } from './processes.ts'

export interface CpuServer {
  handler: Handler
  /** The browser's first process. Before any page asks. */
  watch(browser: number): void
}

/** CPU time of a renderer that has worked hard, at least, and of one that has rested, at most. In ns. */
const WORKED_NS = 20e6
const RESTED_NS = 2e6

/** So often in a row one must have worked while the others rested: when they start, others work too. */
const ALIKE = 3

/**
 * Tells a page what CPU time its browser has used, from outside: nothing is attached to it. `POST /bench/cpu/mark`, work
 * hard, then `POST /bench/cpu/find`, until that answers true: the page's own renderer is known by its work. From then on
 * `POST /bench/cpu`.
 */
export function serveCpu(): CpuServer {
  let browser: number | undefined
  let family: number[] = []
  let page: number | undefined
  let alike = 0
  let marked = new Map<number, number>()

  const mark = () => {
    if (browser === undefined) throw new Error('no browser is watched')
    family = familyOf(browser)
    marked = new Map(family.filter(isRenderer).map(pid => [pid, mainThreadNs(pid)]))
  }
  const find = (): boolean => {
    const worked = [...marked].map(([pid, from]) => ({ pid, ns: mainThreadNs(pid) - from }))
    const [most, next] = worked.toSorted((one, other) => other.ns - one.ns)
    const isClear = most && most.ns >= WORKED_NS && (next?.ns ?? 0) <= RESTED_NS
    const found = isClear ? most.pid : undefined
    alike = found === page ? alike + 1 : 1
    page = found
    return found !== undefined && alike >= ALIKE
  }
  const read = (): CpuReading => {
    if (page === undefined) throw new Error('no page was found')
    // The page's own first: the rest takes a while to read.
    return { mainNs: mainThreadNs(page), allNs: family.reduce((sum, pid) => sum + processNs(pid), 0) }
  }
  const routes: Record<string, () => unknown> = {
    '/bench/cpu/mark': mark,
    '/bench/cpu/find': find,
    '/bench/cpu': read,
  }
  return {
    handler: (request, response) => {
      const route = routes[request.url ?? '']
      if (!route) return false
      response.end(JSON.stringify(route() ?? null))
      return true
    },
    watch(pid) {
      browser = pid
    },
  }
}
