import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { applicant } from '../pages/applicant.ts'
import { askBare } from '../pages/ask-bare.ts'
import { createClient } from '../pages/create-client.ts'
import { askScientist } from './peers/ask-scientist.ts'
import { askTzientist } from './peers/ask-tzientist.ts'

/**
 * `by-hand` makes the same call and after its answer a second request to the candidate. It ignores the second answer.
 * It is the least that any shadow costs. A page with two requests is also less idle, which makes its next call faster.
 */
export type Arm = 'bare' | 'by-hand' | 'shadow' | 'tzientist' | 'scientist'

export interface Arms {
  /**
   * Makes `calls` calls and resolves to their durations in milliseconds. The next call is made `restMs` after the last
   * answer, but not before the last shadow run has ended. With 0 it is made at once.
   */
  block(arm: Arm, calls: number, restMs: number): Promise<number[]>
  /** Flushes the queue, so that no flush happens in the next block. Resolves when nothing runs. */
  settle(): Promise<void>
}

export function createArms(): Arms {
  const client = createClient()
  let sequence = 0
  let behind = 0

  const askBehind = async (input: unknown): Promise<void> => {
    behind += 1
    await new Promise(resolve => requestIdleCallback(resolve, { timeout: 500 }))
    await askBare(input, '/v2/predict')
    behind -= 1
  }
  const shadowEnded = async (): Promise<void> => {
    while (client.status().running + behind > 0) await sleep(1)
  }
  const ask: Record<Arm, (input: unknown) => Promise<unknown>> = {
    bare: input => askBare(input),
    'by-hand': input => askBare(input),
    shadow: input => client.predict(input),
    tzientist: askTzientist,
    scientist: askScientist,
  }
  const time = async (arm: Arm): Promise<number> => {
    const input = applicant(`bench-${sequence++}`)
    const from = performance.now()
    await ask[arm](input)
    const duration = performance.now() - from
    if (arm === 'by-hand') void askBehind(input)
    return duration
  }
  return {
    async block(arm, calls, restMs) {
      const durations: number[] = []
      for (let n = 0; n < calls; n++) {
        durations.push(await time(arm))
        if (restMs === 0) continue
        await sleep(restMs)
        await shadowEnded()
      }
      return durations
    },
    async settle() {
      await shadowEnded()
      await client.flush()
    },
  }
}
