import { describeError } from '../errors/describe-error.ts'

export interface ReadinessCheckOptions {
  /** The checks by name. A check rejects if it finds a problem. */
  checks: Record<string, () => Promise<void>>
  /**
   * Timeout of each check. Milliseconds.
   *
   * @default 2_000
   */
  timeoutMs?: number
  /**
   * How long the result is reused, because the route is public and the checks are expensive. Milliseconds.
   *
   * @default 1_000
   */
  maxAgeMs?: number
}

/** Returns the problems, e.g. `engine: no answer within 2000 ms`. Empty if the collector is ready. */
export type ReadinessCheck = () => Promise<string[]>

export function createReadinessCheck({
  checks,
  timeoutMs = 2_000,
  maxAgeMs = 1_000,
}: ReadinessCheckOptions): ReadinessCheck {
  let last: { at: number; answer: Promise<string[]> } | null = null

  const findProblem = async (name: string, check: () => Promise<void>): Promise<string | null> => {
    try {
      await withTimeout(timeoutMs, check())
      return null
    } catch (error) {
      return `${name}: ${describeError(error)}`
    }
  }

  const runChecks = async (): Promise<string[]> => {
    const problems = await Promise.all(
      Object.entries(checks).map(([name, check]) => findProblem(name, check)),
    )
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
