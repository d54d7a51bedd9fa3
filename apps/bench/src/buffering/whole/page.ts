import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { applicant } from '../../pages/applicant.ts'
import { askBare } from '../../pages/ask-bare.ts'
import { createClient } from '../../pages/create-client.ts'
import { type Cpu, openCpuClock } from '../cpu/open-cpu-clock.ts'
import { runPage } from '../run-page.ts'
import { until } from '../until.ts'
import type { MeasuredWhole } from './measured.ts'

/** The number of uncounted rounds before the others. */
const WARM_UP = 2

runPage<MeasuredWhole>(async ({ rounds, calls, restMs }, say) => {
  const spent = await openCpuClock()
  const client = createClient()
  let behind = 0
  let sequence = 0

  const askBoth = async (input: unknown) => {
    await askBare(input)
    behind += 1
    void askBare(input, '/v2/predict').then(() => (behind -= 1))
  }
  const block = async (ask: (input: unknown) => Promise<unknown>) => {
    for (let n = 0; n < calls; n++) {
      await ask(applicant(`whole-${sequence++}`))
      await sleep(restMs)
    }
  }
  const byHand = (): Promise<Cpu> =>
    spent(async () => {
      await block(askBoth)
      await until(() => behind === 0)
    })
  const shadowed = (): Promise<Cpu> =>
    spent(async () => {
      await block(input => client.predict(input))
      await until(() => client.status().running === 0)
      await client.flush()
    })

  const measured: MeasuredWhole = []
  for (let round = -WARM_UP; round < rounds; round++) {
    if (round % 10 === 0) await say(`whole predictions, round ${round} of ${rounds}`)
    // The blocks are in ABBA order, so that a drift of the machine affects both arms alike.
    const first = { byHand: await byHand(), shadowed: await shadowed() }
    const second = { shadowed: await shadowed(), byHand: await byHand() }
    if (round >= 0) measured.push(first, second)
  }
  const { sampled, delivered } = client.status()
  if (delivered !== sampled) throw new Error(`${delivered} of ${sampled} pairs were delivered`)
  return measured
})
