import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { type Question, sameQuestion } from './answer.ts'

type Resolve = () => void

interface ActEnvironment {
  IS_REACT_ACT_ENVIRONMENT?: boolean
}

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
  /** Resolves the promises of the requests that have not been taken, oldest first. Undefined while unmounted. */
  const waiting = useRef<Resolve[] | undefined>([])
  /** What was asked before React has rendered the request. */
  const askedEarly = useRef<Question>(undefined)

  useEffect(() => {
    waiting.current ??= []
    const count = requests - taken.current
    if (!count) return
    taken.current = requests
    const due = waiting.current.splice(0, count)
    if (due.length || !sameQuestion(askedEarly.current, latest.current))
      void ask().then(() => resolveAll(due))
    askedEarly.current = undefined
  }, [latest, ask, requests])

  useEffect(
    () => () => {
      resolveAll(waiting.current)
      waiting.current = undefined
    },
    [],
  )

  return useCallback(
    () =>
      new Promise<void>(resolve => {
        // React ignores updates of an unmounted component.
        if (!waiting.current) return resolve()
        waiting.current.push(resolve)
        setRequests(count => count + 1)
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- React's own flag, which has no type
        if (!(globalThis as ActEnvironment).IS_REACT_ACT_ENVIRONMENT) return
        // In a test, `act` renders nothing until its callback ends, and the callback may wait for this promise.
        queueMicrotask(() => {
          const due = waiting.current?.splice(0)
          if (!due?.length) return
          askedEarly.current = latest.current
          void ask().then(() => resolveAll(due))
        })
      }),
    [latest, ask],
  )
}

const resolveAll = (resolves?: readonly Resolve[]): void => resolves?.forEach(resolve => resolve())
