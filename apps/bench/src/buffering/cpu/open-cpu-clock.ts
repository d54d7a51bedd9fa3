import type { CpuReading } from './cpu-reading.ts'

/** The CPU time of some work, in µs. */
export interface Cpu {
  /** The CPU time of the page's main thread. */
  main: number
  /** The CPU time of all threads of all browser processes. */
  all: number
}

/** The page works this long, in milliseconds, so that the bench can find its process by its CPU time. */
const SPIN_MS = 40

const post = (path: string): Promise<Response> => fetch(path, { method: 'POST' })

const spin = (ms: number): void => {
  const until = performance.now() + ms
  while (performance.now() < until);
}

const read = async (): Promise<CpuReading> => (await post('/bench/cpu')).json()

/** Tries to find this page's process. Resolves to true when it is certain. */
const find = async (): Promise<boolean> => {
  await post('/bench/cpu/mark')
  spin(SPIN_MS)
  return (await post('/bench/cpu/find')).json()
}

/** Measures the cost of `work`. It includes part of two requests, so subtract the cost of no work. */
export type CpuClock = (work: () => Promise<unknown>) => Promise<Cpu>

/** Finds this page's process and returns its clock. */
export async function openCpuClock(): Promise<CpuClock> {
  // The bench starts the browser with V8's garbage collector exposed.
  const { gc } = globalThis
  if (!gc) throw new Error('the browser does not expose gc()')
  while (!(await find()));
  return async work => {
    // Otherwise this work could pay for the garbage of earlier work.
    gc()
    const before = await read()
    await work()
    const after = await read()
    if (after.mainNs <= before.mainNs) throw new Error('the page has moved to another process')
    return { main: (after.mainNs - before.mainNs) / 1_000, all: (after.allNs - before.allNs) / 1_000 }
  }
}
