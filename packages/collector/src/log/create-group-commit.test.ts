import { expect, test } from 'vitest'
import { openGate } from '../testing/open-gate.ts'
import { createGroupCommit } from './create-group-commit.ts'

test('work between commits never overlaps one, also when it is asked for and fails in the middle of them', async () => {
  const active = { commits: 0, works: 0 }
  const seen: string[] = []
  const commits = createGroupCommit(async group => {
    active.commits++
    expect(active.works).toBe(0)
    await new Promise(setImmediate)
    seen.push(group.toString())
    active.commits--
  })
  const work = async (): Promise<void> => {
    active.works++
    expect(active).toEqual({ commits: 0, works: 1 })
    await new Promise(setImmediate)
    active.works--
    throw new Error('no room')
  }
  const added: Promise<void>[] = []
  const worked: Promise<unknown>[] = []
  for (let n = 0; n < 50; n++) {
    added.push(commits.add(Buffer.from(`${n} `)))
    if (n % 3 === 0) worked.push(commits.between(work).catch((error: unknown) => error))
    // From one microtask to the next, and beyond.
    for (let turn = 0; turn < n % 7; turn++) await Promise.resolve()
    if (n % 11 === 0) await new Promise(setImmediate)
  }
  await Promise.all(added)
  for (const error of await Promise.all(worked)) expect(error).toMatchObject({ message: 'no room' })
  expect(seen.join('')).toBe(Array.from({ length: 50 }, (_, n) => `${n} `).join(''))
  await commits.idle()
})

test('work does not wait until nothing is added any more', async () => {
  const commits = createGroupCommit(() => new Promise(resolve => setImmediate(resolve)))
  const flood = { ends: false }
  const flooding = Promise.all(
    [1, 2, 3].map(async () => {
      while (!flood.ends) await commits.add(Buffer.from('x'))
    }),
  )
  await commits.between(async () => {
    flood.ends = true
  })
  await expect(flooding).resolves.toHaveLength(3)
})

test('what is added during the work is committed after it', async () => {
  const seen: string[] = []
  const gate = openGate()
  const commits = createGroupCommit(async group => void seen.push(group.toString()))
  const worked = commits.between(async () => {
    await gate.passed
    seen.push('work')
  })
  const added = commits.add(Buffer.from('added'))
  await new Promise(setImmediate)
  expect(seen).toEqual([])
  gate.open()
  await Promise.all([worked, added])
  expect(seen).toEqual(['work', 'added'])
})
