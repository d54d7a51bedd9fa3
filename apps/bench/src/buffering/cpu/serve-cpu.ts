import type { Handler } from '@shadow-mode/test-support/servers/handler.ts'
import type { CpuReading } from './cpu-reading.ts'
import { familyOf, isRenderer, mainThreadNs, processNs } from './processes.ts'

export interface CpuServer {
  handler: Handler
  /** Sets the browser's first process. Call it before a page asks. */
  watch(browser: number): void
}

/** A renderer with at least the first CPU time has worked, and one with at most the second has rested. In ns. */
const WORKED_NS = 20e6
const RESTED_NS = 2e6

/** The same renderer must be found this often in a row, because others also work while they start. */
const NEEDED_IN_A_ROW = 3

/**
 * Answers a page with the CPU time of its browser. It reads it from outside, because DevTools would distort it. First
 * the server must find the page's renderer: the page repeats `POST /bench/cpu/mark`, some work and `POST
 * /bench/cpu/find`, until the answer is true. Then `POST /bench/cpu` answers with the CPU time.
 */
export function serveCpu(): CpuServer {
  let browser: number | undefined
  let family: number[] = []
  let page: number | undefined
  let sameInARow = 0
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
    sameInARow = found === page ? sameInARow + 1 : 1
    page = found
    return found !== undefined && sameInARow >= NEEDED_IN_A_ROW
  }
  const read = (): CpuReading => {
    if (page === undefined) throw new Error('no page was found')
    // The main thread comes first, because reading the rest takes a while.
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
