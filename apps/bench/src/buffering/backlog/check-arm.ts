import { type Arm, TAKEN } from '../arms/arm.ts'
import { finishedPairs, isFinishedPair } from '../finished-pair.ts'

/** Checks that the arm gives back what it stored, and what `fill` stored. Throws an error that says what is wrong. */
export async function checkArm(name: string, arm: Arm, backlog: number): Promise<void> {
  await arm.buffer(finishedPairs(0, TAKEN))
  const taken = await arm.take()
  for (const one of taken) {
    if (!isFinishedPair(await one.id()))
      throw new Error(`${name}: took something that is not a pair of the bench`)
  }
  const waiting = await arm.waiting()
  if (taken.length !== TAKEN || waiting !== backlog) {
    throw new Error(
      `${name}: took ${taken.length} and left ${waiting} pairs, expected ${TAKEN} and ${backlog}`,
    )
  }
}
