import type { Page } from 'playwright'
import type { BlockPair } from '../statistics/median-difference.ts'
import type { Arm } from './page.ts'

export interface Effort {
  /** Rounds of four blocks: bare, treated, treated, bare. */
  rounds: number
  /** Calls a block. */
  calls: number
  /** Rest after each answer, in milliseconds. */
  restMs: number
}

const settle = (page: Page): Promise<void> => page.evaluate(() => window.livePath!.settle())

const block = async (page: Page, arm: Arm, { calls, restMs }: Effort): Promise<number[]> => {
  const durations = await page.evaluate(
    options => window.livePath!.block(options.arm, options.calls, options.restMs),
    { arm, calls, restMs },
  )
  await settle(page)
  return durations
}

/** Blocks in ABBA order, so that a drift of the machine weighs on both arms alike. `onRound` hears of each round. */
export async function measureRested(
  page: Page,
  treated: Arm,
  effort: Effort,
  onRound: (round: number) => void,
): Promise<BlockPair[]> {
  const pairs: BlockPair[] = []
  for (let round = 1; round <= effort.rounds; round++) {
    const firstBare = await block(page, 'bare', effort)
    const firstTreated = await block(page, treated, effort)
    const secondTreated = await block(page, treated, effort)
    const secondBare = await block(page, 'bare', effort)
    pairs.push({ bare: firstBare, treated: firstTreated }, { bare: secondBare, treated: secondTreated })
    onRound(round)
  }
  return pairs
}

/** The same order, calls back to back. */
export async function measureBackToBack(page: Page, effort: Effort): Promise<BlockPair[]> {
  const run = async (arm: Arm): Promise<number[]> => {
    const durations = await page.evaluate(
      options => window.livePath!.backToBack(options.arm, options.calls),
      { arm, calls: effort.calls },
    )
    await settle(page)
    return durations
  }
  const pairs: BlockPair[] = []
  for (let round = 1; round <= effort.rounds; round++) {
    const firstBare = await run('bare')
    const firstTreated = await run('shadow')
    const secondTreated = await run('shadow')
    const secondBare = await run('bare')
    pairs.push({ bare: firstBare, treated: firstTreated }, { bare: secondBare, treated: secondTreated })
  }
  return pairs
}
