import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import { openCpuClock } from '../cpu/open-cpu-clock.ts'
import { runPage } from '../run-page.ts'
import { measureBacklog } from './measure-backlog.ts'
import { measureFlush } from './measure-flush.ts'
import { BACKLOGS, type MeasuredArms, type MeasuredBuffer } from './measured.ts'
import { openArms } from './open-arms.ts'

runPage<MeasuredBuffer>(async ({ rounds, seed }, say) => {
  const spent = await openCpuClock()
  const random = seededRandom(seed)
  const arms = await openArms()
  const backlogs: MeasuredArms[] = []
  for (const backlog of BACKLOGS) {
    await say(`with ${backlog} pairs waiting`)
    backlogs.push(await measureBacklog(arms, { backlog, rounds, spent, random }))
  }
  await say('flush')
  return { backlogs, flush: await measureFlush(arms.ours, rounds, spent) }
})
