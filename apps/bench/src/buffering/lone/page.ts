import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { shuffled } from '../../statistics/shuffled.ts'
import { openCpuClock } from '../cpu/open-cpu-clock.ts'
import { runPage } from '../run-page.ts'
import { LONE_ARMS, type MeasuredLone } from './measured.ts'
import { leaveEarlierPages, openLoneArm } from './open-lone-arm.ts'

/** A page's record of itself is looked through at each opening, up to 100 of them. */
const EARLIER_PAGES = 150

/** So long a page has to do all that it does with its one pair; and to rest before. Milliseconds. */
const PAGE_MS = 400
const REST_MS = 100

/** Survives the reload, by which each pair gets a page of its own. */
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
  // The page ends here.
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
  // The first round is to warm up.
  if (notes.step >= LONE_ARMS.length) notes.measured[arm].push(cpu)
  return next({ ...notes, step: notes.step + 1 })
})
