import type { CpuReading } from './cpu-reading.ts'

/** CPU time of some work, in µs. */
export interface Cpu {
  /** Of the page's main thread. */
  main: number
  /** Of all threads of all of the browser's processes. */
  all: number
}

/** So long the page works hard, that its process is found by it. Milliseconds. */
const SPIN_MS = 40

const post = (path: string): Promise<Response> => fetch(path, { method: 'POST' })

const spin = (ms: number): void => {
  const until = performance.now() + ms
  while (performance.now() < until);
}

const read = async (): Promise<CpuReading> => (await post('/bench/cpu')).json()

/** Whether this page's process is known for sure by now. */
const find = async (): Promise<boolean> => {
  await post('/bench/cpu/mark')
  spin(SPIN_MS)
  return (await post('/bench/cpu/find')).json()
}

/** Measures what `work` takes, and half of two requests: subtract what no work at all takes. */
export type CpuClock = (work: () => Promise<unknown>) => Promise<Cpu>

/** Finds this page among the browser's processes. */
export async function openCpuClock(): Promise<CpuClock> {
  // V8's collector; this browser exposes it.
  const { gc } = globalThis
  if (!gc) throw new Error('the browser does not expose gc()')
  while (!(await find()));
  return async work => {
    // What others left behind is not this one's to clear away.
    gc()
    const before = await read()
    await work()
    const after = await read()
    if (after.mainNs <= before.mainNs) throw new Error('the page has got another process')
    return { main: (after.mainNs - before.mainNs) / 1_000, all: (after.allNs - before.allNs) / 1_000 }
  }
}
