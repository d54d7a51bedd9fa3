import { expect, test } from 'vitest'
import { createRuns } from './create-runs.ts'

test('only the first end of a run counts', () => {
  const ends: string[] = []
  const tally = { sampled: () => void ends.push('sampled'), drop: (reason: string) => void ends.push(reason) }
  const runs = createRuns(tally, () => {})
  const [a, b, c] = [runs.open(), runs.open(), runs.open()]
  a.drop('busy')
  a.drop('record')
  a.finish(() => ends.push('finished twice'))
  b.finish(() => ends.push('finished'))
  b.drop('busy')
  runs.abandon('exit')
  runs.abandon('off')
  c.finish(() => ends.push('finished after its page'))
  expect(ends).toEqual(['sampled', 'sampled', 'sampled', 'busy', 'finished', 'exit'])
  expect([a, b, c].map(run => [run.hasEnded(), run.signal.aborted])).toEqual([
    [true, false],
    [true, false],
    [true, true],
  ])
  expect(runs.size()).toBe(0)
})
