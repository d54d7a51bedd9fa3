import type { Report } from '@shadow-mode/protocol'
import { useCallback, useRef, useState } from 'react'
import { readReport } from '../api/demo-api.ts'
import { type ReplayProgress, replayApplicants } from '../replay/replay-applicants.ts'
import type { CreditClient } from '../shadow/create-credit-client.ts'

export type ReplayState =
  | { phase: 'idle' | 'cancelled' }
  | ReplayProgress
  | { phase: 'reporting' }
  | { phase: 'done'; report: Report; failed: number }
  | { phase: 'failed'; message: string }

export interface Replay {
  state: ReplayState
  start: (count: number, seed: number) => void
  cancel: () => void
}

export function useReplay(client: CreditClient): Replay {
  const [state, setState] = useState<ReplayState>({ phase: 'idle' })
  const running = useRef<AbortController>(undefined)

  const run = useCallback(
    async (count: number, seed: number) => {
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      const show = (next: ReplayState) => {
        if (running.current === controller) setState(next)
      }
      try {
        show({ phase: 'predicting', predicted: 0, failed: 0, total: count })
        const { signal } = controller
        const result = await replayApplicants({ client, count, seed, signal, onProgress: show })
        show({ phase: 'reporting' })
        const report = await readReport(result.from, result.to)
        show({ phase: 'done', report, failed: result.failed })
      } catch (error) {
        if (controller.signal.aborted) show({ phase: 'cancelled' })
        else show({ phase: 'failed', message: error instanceof Error ? error.message : String(error) })
      }
    },
    [client],
  )
  const start = useCallback((count: number, seed: number) => void run(count, seed), [run])

  return {
    state,
    start,
    cancel: () => running.current?.abort(),
  }
}
