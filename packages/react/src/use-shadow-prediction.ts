import { useCallback, useEffect, useRef, useState } from 'react'
import { type Answer, currentPrediction, lastData, type Question, sameQuestion } from './answer.ts'
import { inputKey } from './input-key.ts'
import type { ShadowPrediction, ShadowPredictionOptions } from './prediction.ts'
import { type StartedCall, startCall } from './start-call.ts'
import { useShadowClient } from './use-shadow-client.ts'

/**
 * Predicts `input` with the client of the nearest `ShadowProvider`. A structurally new input, `subject` or
 * `reference` starts a new prediction and aborts the serving call of the old one, as unmounting does; the shadow run
 * behind an answered prediction goes on. `undefined` and `null` are no input: `idle`. Nothing runs on a server.
 *
 * Name the client's types: `useShadowPrediction<Applicant, Decision>(applicant)`.
 *
 * @throws {Error} without a provider. @throws {TypeError} for a cyclic input without `key`.
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
        // A failed question is asked again when effects run anew; an answered one is not.
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

  // Runs also when effects are merely repeated (StrictMode, Activity): ends what is under way, keeps an answer.
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
