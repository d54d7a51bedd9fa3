import type { Model, PredictOptions, ShadowClient, Status } from '@shadow-mode/client'
import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { leave, type Way } from './leave.ts'
import type { PageLog } from './page-log.ts'
import { type Settled, settle } from './settle.ts'

export interface CallOptions {
  /** Aborts the call after this many milliseconds. With 0, its signal is already aborted. */
  abortAfterMs?: number
  /** Aborts with this reason instead of the default one. */
  abortReason?: string
  subject?: string
}

/** The functions that tests can call on the page, as `window.harness`. */
export interface Harness {
  /** Predicts through the SDK. */
  predict(input: { id: string }, options?: CallOptions): Promise<Settled>
  /** Makes the same call to the live model without the SDK. */
  bare(input: { id: string }, options?: CallOptions): Promise<Settled>
  /** Predicts all inputs, `parallel` at a time, with a pause after each. Resolves to the number of rejections. */
  run(inputs: { id: string }[], options: { parallel: number; pauseMs?: number }): Promise<number>
  /** Predicts all inputs at once. Leaves the page in the task of the last answer, or of the first finished pair. */
  runAndLeave(inputs: { id: string }[], when: 'answer' | 'pair', way: Way): void
  /** Makes one prediction after another until the page ends. */
  runForever(prefix: string, pauseMs: number): void
  status(): Status
  flush(): Promise<void>
}

const signalOf = (options: CallOptions | undefined): AbortSignal | undefined => {
  if (options?.abortAfterMs === undefined) return undefined
  const controller = new AbortController()
  const abort = (): void =>
    options.abortReason === undefined ? controller.abort() : controller.abort(options.abortReason)
  if (options.abortAfterMs === 0) abort()
  else setTimeout(abort, options.abortAfterMs)
  return controller.signal
}

export function createHarness(
  client: ShadowClient<unknown, unknown>,
  live: Model<unknown, unknown>,
  log: PageLog,
): Harness {
  const predict = (
    input: { id: string },
    options: Pick<PredictOptions, 'signal' | 'subject'> = {},
  ): Promise<unknown> => {
    log.asked(input.id)
    return client.predict(input, { reference: input.id, ...options })
  }
  return {
    predict: (input, options) => {
      const signal = signalOf(options)
      return settle(() => predict(input, { signal, subject: options?.subject }), signal)
    },
    bare: (input, options) => {
      const signal = signalOf(options)
      return settle(() => live.predict(input, { signal, note: () => {} }), signal)
    },
    run: async (inputs, { parallel, pauseMs = 0 }) => {
      let next = 0
      let rejected = 0
      const lane = async (): Promise<void> => {
        for (let input = inputs[next++]; input; input = inputs[next++]) {
          await predict(input).catch(() => (rejected += 1))
          if (pauseMs > 0) await sleep(pauseMs)
        }
      }
      await Promise.all(Array.from({ length: parallel }, lane))
      return rejected
    },
    runAndLeave: (inputs, when, way) => {
      if (when === 'pair') {
        const stop = client.subscribe(event => {
          if (event.type !== 'pair') return
          stop()
          leave(way)
        })
      }
      const answers = inputs.map(input => predict(input))
      if (when === 'answer') void Promise.all(answers).then(() => leave(way))
    },
    runForever: (prefix, pauseMs) => {
      const once = async (n: number): Promise<void> => {
        await predict({ id: `${prefix}-${n}` })
        setTimeout(once, pauseMs, n + 1)
      }
      void once(1)
    },
    status: () => client.status(),
    flush: () => client.flush(),
  }
}
