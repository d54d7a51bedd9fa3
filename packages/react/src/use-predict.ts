import type { PredictOptions, ShadowClient } from '@shadow-mode/client'
import { useCallback, useRef, useState } from 'react'
import { idle, pending } from './call-states.ts'
import type { PredictState, ShadowPredict } from './predict.ts'

const wasAborted = (signal: AbortSignal | undefined): boolean | undefined =>
  signal?.aborted && Object(signal.reason).name !== 'TimeoutError'

/** `useShadowPredict` for this client. */
export function usePredict<Input, Output, Failure>(
  client: ShadowClient<Input, Output>,
): ShadowPredict<Input, Output, Failure> {
  const [latest, setLatest] = useState<{ client: unknown; state: PredictState<Output, Failure> }>()
  const latestCall = useRef<Promise<Output>>(undefined)

  const predict = useCallback(
    (input: Input, options?: PredictOptions) => {
      // Async, so that a client that throws rejects. It still calls the model synchronously.
      const call = (async () => client.predict(input, options))()
      const show = (state: PredictState<Output, Failure>) => {
        if (latestCall.current === call) setLatest({ client, state })
      }
      latestCall.current = call
      show(pending)
      // Handles the rejection, so that the app may ignore the promise.
      call.then(
        data => show({ ...idle, status: 'success', data }),
        (error: Failure) => show(wasAborted(options?.signal) ? idle : { ...idle, status: 'error', error }),
      )
      return call
    },
    [client],
  )
  const reset = useCallback(() => {
    latestCall.current = undefined
    setLatest(undefined)
  }, [])

  // Another client has not been asked yet.
  const state = latest?.client === client ? latest.state : idle
  return { ...state, predict, reset }
}
