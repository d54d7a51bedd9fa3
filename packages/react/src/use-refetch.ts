import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { type Question, sameQuestion } from './answer.ts'

/**
 * Returns a stable function that calls `ask` once React has applied the state changes that were made before it or together
 * with it. Its promise resolves when that call of `ask` has ended, or when the component is unmounted.
 */
export function useRefetch(
  latest: RefObject<Question | undefined>,
  ask: () => Promise<void>,
): () => Promise<void> {
  // A state, because React renders it together with the new input.
  const [requests, setRequests] = useState(0)
  const taken = useRef(0)
  /** Resolves the promises of the requests that have not been taken, oldest first. */
  const waiting = useRef<(() => void)[]>([])
  /** What was asked before React has rendered the request. */
  const askedEarly = useRef<Question>(undefined)
  const isMounted = useRef(true)

  useEffect(() => {
    const count = requests - taken.current
    if (count === 0) return
    taken.current = requests
    const due = waiting.current.splice(0, count)
    const isAsked = latest.current && sameQuestion(askedEarly.current, latest.current)
    askedEarly.current = undefined
    if (!isAsked || due.length > 0) void ask().then(() => resolveAll(due))
  }, [latest, ask, requests])

  useEffect(() => {
    const requested = waiting.current
    isMounted.current = true
    return () => {
      isMounted.current = false
      resolveAll(requested.splice(0))
    }
  }, [])

  return useCallback(
    () =>
      new Promise<void>(resolve => {
        // React ignores updates of an unmounted component.
        if (!isMounted.current) return resolve()
        waiting.current.push(resolve)
        setRequests(count => count + 1)
        const { IS_REACT_ACT_ENVIRONMENT }: { IS_REACT_ACT_ENVIRONMENT?: boolean } = Object(globalThis)
        if (!IS_REACT_ACT_ENVIRONMENT) return
        // In a test, `act` renders nothing until its callback ends, and the callback may wait for this promise.
        queueMicrotask(() => {
          const due = waiting.current.splice(0)
          if (!due.length) return
          askedEarly.current = latest.current
          void ask().then(() => resolveAll(due))
        })
      }),
    [latest, ask],
  )
}

function resolveAll(resolves: readonly (() => void)[]): void {
  for (const resolve of resolves) resolve()
}
