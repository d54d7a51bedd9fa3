import { useCallback, useEffect, useRef, useState } from 'react'
import { type Answer, currentPrediction, lastData, type Question, sameQuestion } from './answer.ts'
import { inputKey } from './input-key.ts'
import type { ShadowPrediction, ShadowPredictionOptions } from './prediction.ts'
import { type StartedCall, startCall } from './start-call.ts'
import { useShadowClient } from './use-shadow-client.ts'

/**
 * Predicts `input` with the client of the nearest `ShadowProvider`.
 *
 * A new prediction starts when `input`, `subject` or `reference` changes. Inputs are compared by structure. A change
 * and an unmount abort the old serving call. They do not stop the shadow run of an answered prediction. The status is
 * `idle` while the input is `undefined` or `null`. Nothing runs on a server.
 *
 * @example const { data } = useShadowPrediction<Applicant, Decision>(applicant)
 *
 * @throws {Error} if there is no provider.
 * @throws {TypeError} if the input is cyclic and `key` is not set.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- named together with Output
export function useShadowPrediction<Input, Output, Failure = Error>(
  input: Input | null | undefined,
  options: ShadowPredictionOptions = {},
): ShadowPrediction<Output, Failure> {
  const { enabled = true, subject, reference, tags, keepPreviousData = false } = options
  const client = useShadowClient<Input, Output>()
  const [answer, setAnswer] = useState<Answer<Output, Failure>>()
  const asked = useRef<Question & StartedCall>(undefined)

  const hasInput = input !== undefined && input !== null
  const inputPart = hasInput ? (options.key ?? inputKey(input)) : undefined
  const key = hasInput ? JSON.stringify([inputPart, subject, reference]) : undefined
  const question =
    key !== undefined && hasInput ? { client, key, input, subject, reference, tags } : undefined

  const latest = useRef(question)
  useEffect(() => {
    latest.current = question
  })

  const ask = useCallback(async (): Promise<void> => {
    const asking = latest.current
    if (!asking) return
    asked.current?.stop()
    setAnswer(old => ({
      client: asking.client,
      key: asking.key,
      status: 'pending',
      data: sameQuestion(old, asking) ? old?.data : undefined,
      previous: lastData(old),
    }))
    const call = startCall<Output, Failure>(
      signal =>
        asking.client.predict(asking.input, {
          signal,
          ...(asking.subject !== undefined && { subject: asking.subject }),
          ...(asking.reference !== undefined && { reference: asking.reference }),
          ...(asking.tags && { tags: asking.tags }),
        }),
      outcome => {
        // Lets a failed prediction run again when React repeats effects.
        if (outcome.status === 'error') asked.current = undefined
        setAnswer(old => ({
          client: asking.client,
          key: asking.key,
          data: old?.data,
          previous: undefined,
          ...outcome,
        }))
      },
    )
    asked.current = { client: asking.client, key: asking.key, ...call }
    await call.done
  }, [])

  // StrictMode and Activity repeat effects too. Stop a call in progress, but keep an answer.
  useEffect(
    () => () => {
      if (asked.current?.stop()) asked.current = undefined
    },
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another question, not another value read here
    [client, key],
  )

  useEffect(() => {
    if (enabled && key !== undefined && !sameQuestion(asked.current, { client, key })) void ask()
  }, [ask, client, key, enabled])

  return { ...currentPrediction(answer, question, { enabled, keepPreviousData }), refetch: ask }
}
