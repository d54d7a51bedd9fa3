import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { shuffled } from '../../statistics/shuffled.ts'
import { openCpuClock } from '../cpu/open-cpu-clock.ts'
import { runPage } from '../run-page.ts'
import { LONE_ARMS, type MeasuredLone } from './measured.ts'
import { leaveEarlierPages, openLoneArm } from './open-lone-arm.ts'

/** Opening a store reads the records of up to 100 earlier pages. */
const EARLIER_PAGES = 150

/** The time in milliseconds that a page gets for its one pair, and to rest before it. */
const PAGE_MS = 400
const REST_MS = 100

/** The key of the results. They survive the reloads, which give each pair its own page. */
const NOTES = 'bench'

interface Notes {
  step: number
  measured: MeasuredLone
}

const readNotes = (): Notes | undefined => {
  const text = sessionStorage.getItem(NOTES)
  return text === null ? undefined : JSON.parse(text)
}

const next = (notes: Notes): Promise<never> => {
  sessionStorage.setItem(NOTES, JSON.stringify(notes))
  location.reload()
  // The reload ends the page.
  return new Promise(() => {})
}

runPage<MeasuredLone>(async ({ rounds, seed }, say) => {
  const notes = readNotes()
  if (!notes) {
    await leaveEarlierPages(EARLIER_PAGES)
    const measured = { nothing: [], ours: [], client: [], sentry: [], workbox: [] }
    return next({ step: 0, measured })
  }
  const random = seededRandom(seed)
  const order = Array.from({ length: rounds + 1 }, () => shuffled(LONE_ARMS, random)).flat()
  const arm = order[notes.step]
  if (!arm) return notes.measured

  if (notes.step % LONE_ARMS.length === 0) {
    await say(`the lone pair, round ${notes.step / LONE_ARMS.length} of ${rounds}`)
  }
  const keep = await openLoneArm[arm]()
  const spent = await openCpuClock()
  await sleep(REST_MS)
  const cpu = await spent(() => Promise.all([keep(), sleep(PAGE_MS)]))
  // The first round only warms up.
  if (notes.step >= LONE_ARMS.length) notes.measured[arm].push(cpu)
  return next({ ...notes, step: notes.step + 1 })
})
