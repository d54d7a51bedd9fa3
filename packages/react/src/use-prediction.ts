import type { ShadowClient } from '@shadow-mode/client'
import { useCallback, useEffect, useRef, useState } from 'react'
import {
  type Answer,
  currentPrediction,
  lastData,
  type Question,
  sameQuestion,
  withoutPending,
} from './answer.ts'
import { inputKey } from './input-key.ts'
import type { ShadowPrediction, ShadowPredictionOptions } from './prediction.ts'
import { type StartedCall, startCall } from './start-call.ts'
import { useRefetch } from './use-refetch.ts'

/** `useShadowPrediction` for this client. */
export function usePrediction<Input, Output, Failure>(
  client: ShadowClient<Input, Output>,
  input: Input | null | undefined,
  options: ShadowPredictionOptions = {},
): ShadowPrediction<Output, Failure> {
  const { enabled = true, subject, reference, tags, keepPreviousData } = options
  const [answer, setAnswer] = useState<Answer<Output, Failure>>()
  const asked = useRef<StartedCall & { question: Question }>(undefined)

  const question =
    input === undefined || input === null
      ? undefined
      : {
          client,
          key: JSON.stringify([options.key ?? inputKey(input), subject, reference]),
          input,
          options: { subject, reference, tags },
        }
  const key = question?.key

  const latest = useRef(question)
  useEffect(() => {
    latest.current = question
  })

  const ask = useCallback(async (): Promise<void> => {
    const asking = latest.current
    if (!asking) return
    asked.current?.stop()
    setAnswer(old => ({
      question: asking,
      status: 'pending',
      data: sameQuestion(old?.question, asking) ? old?.data : undefined,
      previous: lastData(old),
    }))
    const call = startCall<Output, Failure>(
      signal => asking.client.predict(asking.input, { ...asking.options, signal }),
      outcome => {
        // Lets a failed prediction run again when React repeats effects.
        if (outcome.status === 'error') asked.current = undefined
        setAnswer(old => ({ question: asking, data: old?.data, ...outcome }))
      },
    )
    asked.current = { ...call, question: asking }
    await call.done
  }, [])

  const refetch = useRefetch(latest, ask)

  // StrictMode and Activity repeat effects too. Stop a call in progress, but keep an answer.
  useEffect(
    () => () => {
      if (!asked.current?.stop()) return
      asked.current = undefined
      // Activity may show the component again. Nothing is pending then, unless it is asked again.
      setAnswer(withoutPending)
    },
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another question, not another value read here
    [client, key],
  )

  useEffect(() => {
    if (enabled && !sameQuestion(asked.current?.question, latest.current)) void ask()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the latest question has another client or key
  }, [ask, client, key, enabled])

  return { ...currentPrediction(answer, question, { enabled, keepPreviousData }), refetch }
}
