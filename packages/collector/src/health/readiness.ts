import { describeError } from '../errors/describe-error.ts'

export interface ReadinessOptions {
  /** The checks by name. A check rejects on a problem. */
  checks: Record<string, () => Promise<void>>
  /**
   * Timeout of a check. Milliseconds.
   *
   * @default 2_000
   */
  timeoutMs?: number
  /**
   * How long to cache the result, because the route is public and the checks are expensive. Milliseconds.
   *
   * @default 1_000
   */
  maxAgeMs?: number
}

/** Returns the problems, e.g. `engine: no answer within 2000 ms`. Empty if the collector is ready. */
export type Readiness = () => Promise<string[]>

export function readiness({ checks, timeoutMs = 2_000, maxAgeMs = 1_000 }: ReadinessOptions): Readiness {
  let last: { at: number; answer: Promise<string[]> } | null = null

  const problemOf = async (name: string, check: () => Promise<void>): Promise<string | null> => {
    try {
      await withTimeout(timeoutMs, check())
      return null
    } catch (error) {
      return `${name}: ${describeError(error)}`
    }
  }

  const runChecks = async (): Promise<string[]> => {
    const problems = await Promise.all(Object.entries(checks).map(([name, check]) => problemOf(name, check)))
    return problems.filter(problem => problem !== null)
  }

  return () => {
    const now = performance.now()
    if (!last || now - last.at > maxAgeMs) last = { at: now, answer: runChecks() }
    return last.answer
  }
}

function withTimeout<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
