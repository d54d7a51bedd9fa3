import { type Arm, TAKEN } from '../arms/arm.ts'
import { finishedPairs, isFinishedPair } from '../finished-pair.ts'

/** What is taken must be what was put, also by whom it was not put. Throws an Error that says what is wrong. */
export async function checkArm(name: string, arm: Arm, backlog: number): Promise<void> {
  await arm.buffer(finishedPairs(0, TAKEN))
  const taken = await arm.take()
  for (const one of taken) {
    if (!isFinishedPair(await one.id())) throw new Error(`${name}: something else was taken`)
  }
  const waiting = await arm.waiting()
  if (taken.length !== TAKEN || waiting !== backlog) {
    throw new Error(`${name}: ${taken.length} were taken and ${waiting} wait, not ${TAKEN} and ${backlog}`)
  }
}
