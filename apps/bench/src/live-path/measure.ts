import type { Effort } from '../cli/effort.ts'
import type { BlockPair } from '../statistics/median-difference.ts'
import type { Arm, Arms } from './create-arms.ts'

/**
 * Measures blocks of calls of two arms. They are in ABBA order, so that a drift of the machine affects both arms alike.
 */
export async function measure(
  arms: Arms,
  [base, treated]: [base: Arm, treated: Arm],
  { rounds, calls, restMs }: Effort,
  onRound: (round: number) => Promise<void>,
): Promise<BlockPair[]> {
  const block = async (arm: Arm): Promise<number[]> => {
    const durations = await arms.block(arm, calls, restMs)
    await arms.settle()
    return durations
  }
  const pairs: BlockPair[] = []
  for (let round = 1; round <= rounds; round++) {
    const first = { base: await block(base), treated: await block(treated) }
    const second = { treated: await block(treated), base: await block(base) }
    pairs.push(first, second)
    await onRound(round)
  }
  return pairs
}
