import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { shuffled } from '../../statistics/shuffled.ts'
import { type Arm, TAKEN } from '../arms/arm.ts'
import type { CpuClock } from '../cpu/open-cpu-clock.ts'
import { finishedPairs } from '../finished-pair.ts'
import { checkArm } from './check-arm.ts'
import { type ArmName, BARE, type MeasuredArms, type MeasuredBlocks, STORES } from './measured.ts'

/** An arm that has taken longer than this skips the remaining rounds, but gets at least the fewest for a median. */
const LONGEST_MS = 12_000
const FEWEST = 3

/** The number of uncounted rounds before the first backlog. */
const WARM_UP = 5

/** The time in milliseconds that the browser gets to clean up after many writes. */
const REST_MS = 2_000

export interface BacklogOptions {
  /** The number of stored pairs in each arm. */
  backlog: number
  rounds: number
  spent: CpuClock
  random: () => number
}

const blocks = (): MeasuredBlocks => ({ buffer: [], take: [] })

/** Measures one block of each kind. Afterwards the arm has as many pairs as before. */
async function measureBlock(arm: Arm, spent: CpuClock, into: MeasuredBlocks): Promise<void> {
  const pairs = finishedPairs(0, TAKEN)
  into.buffer.push(await spent(() => arm.buffer(pairs)))
  into.take.push(await spent(() => arm.take()))
}

/** Measures all arms, round by round. Each round has a random order. */
export async function measureBacklog(
  arms: Record<ArmName, Arm>,
  { backlog, rounds, spent, random }: BacklogOptions,
): Promise<MeasuredArms> {
  for (const name of STORES) {
    if (backlog) await arms[name].fill(backlog)
    await checkArm(name, arms[name], backlog)
  }
  await sleep(REST_MS)

  const measured: MeasuredArms = {
    nothing: blocks(),
    stringify: blocks(),
    'one-put': blocks(),
    ours: blocks(),
    'ours-5': blocks(),
    'ours-1': blocks(),
    sentry: blocks(),
    workbox: blocks(),
  }
  const tookMs = new Map<ArmName, number>()
  for (let round = backlog ? 0 : -WARM_UP; round < rounds; round++) {
    for (const name of shuffled([...BARE, ...STORES], random)) {
      const before = tookMs.get(name) ?? 0
      if (before > LONGEST_MS && measured[name].buffer.length >= FEWEST) continue
      const from = performance.now()
      await measureBlock(arms[name], spent, round < 0 ? blocks() : measured[name])
      tookMs.set(name, before + performance.now() - from)
    }
  }
  return measured
}
