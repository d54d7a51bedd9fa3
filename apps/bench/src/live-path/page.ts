import type { Effort } from '../cli/effort.ts'
import { report } from '../pages/report.ts'
import { type Arm, createArms } from './create-arms.ts'
import { measure } from './measure.ts'
import type { Measured } from './measured.ts'

async function run(): Promise<Measured> {
  if (!crossOriginIsolated)
    throw new Error('the page is not cross-origin isolated, so its clock is too coarse')
  const effort: Effort = JSON.parse(decodeURIComponent(location.hash.slice(1)))
  const arms = createArms()
  const timed = (what: string, compared: [Arm, Arm], given: Effort = effort) =>
    measure(arms, compared, given, round =>
      report({ kind: 'progress', text: `live-path: ${what}, round ${round} of ${given.rounds}` }),
    )
  await timed('warming up', ['bare', 'shadow'], { ...effort, rounds: 1 })
  const few = { ...effort, rounds: Math.ceil(effort.rounds / 10) }
  return {
    rested: await timed('with and without shadow', ['bare', 'shadow']),
    byHand: await timed('against a second request by hand', ['by-hand', 'shadow']),
    tzientist: await timed('tzientist', ['bare', 'tzientist'], few),
    scientist: await timed('scientist', ['bare', 'scientist'], few),
    control: await timed('control', ['bare', 'bare']),
    backToBack: await timed('back to back', ['bare', 'shadow'], { ...effort, restMs: 0 }),
  }
}

run().then(
  result => report({ kind: 'result', result }),
  error => report({ kind: 'error', message: String(error) }),
)
