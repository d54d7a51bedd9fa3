import { expect, test } from 'vitest'
import { createTestPlatform } from '../../testing/create-test-platform.ts'
import { makeReading } from '../../testing/make-reading.ts'
import { openFlagged } from '../../testing/open-flagged.ts'
import type { ReadFlag } from '../flag-source.ts'
import { MAX_KNOWN_SUBJECTS } from './max-known-subjects.ts'

const bySubject = { forEveryone: false }
const on = makeReading({ serve: 'live', shadowRate: 1 }, bySubject)
const canary = makeReading({ serve: 'candidate', shadowRate: 1 }, bySubject)

/** A flag whose rule fails for subjects `bad…`; it says who was asked about. */
const openHalfBroken = async (given: Parameters<typeof openFlagged>[0] = {}) => {
  const asked: string[] = []
  const read: ReadFlag = subject => {
    asked.push(subject)
    if (subject.startsWith('bad')) throw new Error('rule')
    return on
  }
  const opened = openFlagged(given)
  const { client, platform } = opened
  await platform.advance(3_000)
  opened.set(read)
  return {
    ...opened,
    read,
    asked: () => asked.splice(0),
    predict: async (subject: string) => client.predict(1, { subject }),
    kept: () => platform.syncStore.get('shadow-mode/v1/plans/credit-risk') ?? '',
  }
}

test('a subject whose rule fails is asked about once a reading, and not again at its predictions', async () => {
  const { set, read, asked, predict } = await openHalfBroken()
  for (let n = 0; n < 3; n++) expect(await predict('bad')).toBe('live')
  expect(asked()).toEqual(['', 'bad'])
  set(read)
  expect(asked()).toEqual(['', 'bad'])
  await predict('bad')
  expect(asked()).toEqual([])
})

test('it follows bootstrap until a reading has a plan for it', async () => {
  const { set, predict } = await openHalfBroken({
    options: { bootstrap: { serve: 'candidate', shadowRate: 0 } },
  })
  expect(await predict('bad')).toBe('candidate')
  set(() => on)
  expect(await predict('bad')).toBe('live')
  set(subject => (subject ? canary : on))
  expect(await predict('bad')).toBe('candidate')
})

test('it is not kept for the next page, whose bootstrap may be another', async () => {
  const { platform, predict, kept } = await openHalfBroken()
  await predict('bad')
  await predict('good')
  await platform.advance(2_000)
  expect(kept()).toContain('good')
  expect(kept()).not.toContain('bad')
  const next = openFlagged({
    platform: createTestPlatform(platform.syncStore),
    options: { bootstrap: { serve: 'candidate', shadowRate: 0 } },
  })
  expect(await next.client.predict(1, { subject: 'bad' })).toBe('candidate')
})

test('as many are remembered as of those who were told', async () => {
  const { asked, predict } = await openHalfBroken()
  for (let n = 0; n < MAX_KNOWN_SUBJECTS; n++) await predict(`bad-${n}`)
  asked()
  await predict(`bad-${MAX_KNOWN_SUBJECTS - 1}`)
  expect(asked()).toEqual([])
  await predict('bad-0')
  expect(asked()).toEqual(['bad-0'])
})
