import { applicant } from '../applicant.ts'
import { askBare } from '../ask-bare.ts'
import { createClient } from '../create-client.ts'

export type Arm = 'bare' | 'shadow'

export interface LivePathPage {
  /**
   * Durations in milliseconds of `calls` calls. The next one is made `restMs` after the last one's answer, and not
   * before its shadow run has ended.
   */
  block(arm: Arm, calls: number, restMs: number): Promise<number[]>
  /** The same without any rest: the shadow runs of earlier calls are under way. */
  backToBack(arm: Arm, calls: number): Promise<number[]>
  /** Sends what waits, so that no flush falls into the next block; resolves when nothing runs any more. */
  settle(): Promise<void>
}

declare global {
  interface Window {
    livePath?: LivePathPage
  }
}

const client = createClient()
let sequence = 0

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

const shadowEnded = async (): Promise<void> => {
  while (client.status().running > 0) await pause(1)
}

const time = async (arm: Arm): Promise<number> => {
  const input = applicant(`bench-${sequence++}`)
  const from = performance.now()
  await (arm === 'bare' ? askBare(input) : client.predict(input))
  return performance.now() - from
}

window.livePath = {
  block: async (arm, calls, restMs) => {
    const durations: number[] = []
    for (let n = 0; n < calls; n++) {
      durations.push(await time(arm))
      await pause(restMs)
      await shadowEnded()
    }
    return durations
  },
  backToBack: async (arm, calls) => {
    const durations: number[] = []
    for (let n = 0; n < calls; n++) durations.push(await time(arm))
    return durations
  },
  settle: async () => {
    await shadowEnded()
    await client.flush()
  },
}
