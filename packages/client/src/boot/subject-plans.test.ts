import { expect, test } from 'vitest'
import type { FlagReading, ReadFlag } from '../plan/flag-source.ts'
import { MAX_KNOWN_SUBJECTS } from '../plan/remote/max-known-subjects.ts'
import { createTestPlatform } from '../testing/create-test-platform.ts'
import { makeReading } from '../testing/make-reading.ts'
import { type FlaggedClient, openFlagged } from '../testing/open-flagged.ts'

const HOUR_MS = 3_600_000

const say = (serve: 'live' | 'candidate', shadowRate: number, more?: Partial<FlagReading>): FlagReading =>
  makeReading({ serve, shadowRate }, { reason: 'TARGETING_MATCH', forEveryone: false, ...more })

/** Subjects `new…` are on the candidate. */
const byName: ReadFlag = subject =>
  subject.startsWith('new')
    ? say('candidate', 1, { variant: 'canary', weight: 0.25 })
    : say('live', 1, { variant: 'shadow', weight: 0.75 })

/** Only `new` is on the candidate. */
const atRate =
  (rate: number): ReadFlag =>
  subject =>
    say(subject === 'new' ? 'candidate' : 'live', rate)

/** A rule that fails but for `b` and no subject. */
const onlyForB: ReadFlag = subject => {
  if (subject !== '' && subject !== 'b') throw new Error(`rule for ${subject}`)
  return say('live', 1)
}

const ask = (opened: FlaggedClient, subject?: string) => opened.client.predict(1, { subject })

/** Long enough for the background to be there. */
const begin = async (opened: FlaggedClient) => opened.platform.advance(3_000)

test('each subject has a plan of its own, and the pair says which', async () => {
  const opened = openFlagged()
  expect(await ask(opened, 'new-1')).toBe('live')
  await begin(opened)
  opened.set(byName)
  expect(await ask(opened, 'new-1')).toBe('candidate')
  expect(await ask(opened, 'old-1')).toBe('live')
  expect(await ask(opened)).toBe('live')
  await begin(opened)
  expect(opened.outbox.pairs).toMatchObject([
    { subject: 'new-1', served: 'candidate', sampling: { variant: 'canary', rate: 1, weight: 0.25 } },
    { subject: 'old-1', served: 'live', sampling: { variant: 'shadow', weight: 0.75 } },
    { served: 'live', sampling: { variant: 'shadow' } },
  ])
  expect(opened.client.status().planReason).toBe('TARGETING_MATCH')
})

test('a subject is asked for once a reading', async () => {
  const asked: string[] = []
  const opened = openFlagged()
  await begin(opened)
  const read: ReadFlag = subject => {
    asked.push(subject)
    return byName(subject)
  }
  opened.set(read)
  await ask(opened, 'a')
  await ask(opened, 'a')
  await ask(opened)
  expect(asked).toEqual(['', 'a'])
  opened.set(read)
  await ask(opened, 'a')
  expect(asked).toEqual(['', 'a', '', 'a'])
})

test('the next page’s first prediction follows the subject’s last plan; an unknown one bootstrap', async () => {
  const first = openFlagged()
  await begin(first)
  first.set(byName)
  await ask(first, 'new-1')
  await begin(first)

  const platform = createTestPlatform(first.platform.syncStore)
  const second = openFlagged({ platform })
  expect(await ask(second, 'new-1')).toBe('candidate')
  expect(await ask(second, 'new-2')).toBe('live')
  expect(second.client.status()).toMatchObject({ planReason: 'CACHED', plan: { shadowRate: 1 } })
})

test('a flag without a default variant follows bootstrap, that of a later deployment, too', async () => {
  const asCode = { variant: null, reason: 'DEFAULT', forEveryone: true }
  const canary = { serve: 'candidate', shadowRate: 0.5 } as const
  const first = openFlagged({ options: { bootstrap: canary } })
  await begin(first)
  first.set(say('live', 1, { forEveryone: true }))
  expect(await ask(first)).toBe('live')
  first.set(asCode)
  expect(await ask(first)).toBe('candidate')
  expect(first.client.status()).toMatchObject({ planReason: 'DEFAULT', plan: canary })
  expect(first.events.filter(({ type }) => type === 'problem')).toEqual([])
  await begin(first)

  const platform = createTestPlatform(first.platform.syncStore)
  const bootstrap = { serve: 'live', shadowRate: 0.25 } as const
  const second = openFlagged({ platform, options: { bootstrap } })
  expect(await ask(second, 'anyone')).toBe('live')
  expect(second.client.status()).toMatchObject({ planReason: 'CACHED', plan: bootstrap })
})

test('a bootstrap that holds by the flag expires like any plan', async () => {
  const opened = openFlagged({ options: { bootstrap: { serve: 'live', shadowRate: 1 } } })
  await begin(opened)
  opened.set({ variant: null, reason: 'DEFAULT', forEveryone: true })
  expect(opened.client.status().plan.shadowRate).toBe(1)
  await opened.platform.advance(HOUR_MS + 1)
  expect(opened.client.status().plan.shadowRate).toBe(0)
})

test('what does not depend on the subject holds for a new one from the first prediction', async () => {
  const first = openFlagged()
  await begin(first)
  first.set(say('candidate', 0, { forEveryone: true }))
  const platform = createTestPlatform(first.platform.syncStore)
  const bootstrap = { serve: 'live', shadowRate: 1 } as const
  const second = openFlagged({ platform, options: { bootstrap } })
  expect(await ask(second, 'unheard-of')).toBe('candidate')
  expect(second.client.status().sampled).toBe(0)
})

test('what a subject was told survives an exit, and what another tab was told', async () => {
  const first = openFlagged()
  await begin(first)
  first.set(byName)
  const other = openFlagged({ platform: createTestPlatform(first.platform.syncStore) })
  await begin(other)
  other.set(byName)
  await ask(other, 'new-1')
  await ask(first, 'new-2')
  other.platform.fire('exit')
  first.platform.fire('freeze')
  const next = openFlagged({ platform: createTestPlatform(first.platform.syncStore) })
  expect(await ask(next, 'new-1')).toBe('candidate')
  expect(await ask(next, 'new-2')).toBe('candidate')
})

test('on the live path nothing is written', async () => {
  const opened = openFlagged()
  await begin(opened)
  opened.set(byName)
  let writes = 0
  const { syncStore } = opened.platform
  const write = syncStore.set.bind(syncStore)
  syncStore.set = (key, value) => {
    writes += 1
    write(key, value)
  }
  await ask(opened, 'new-1')
  expect(writes).toBe(0)
  await begin(opened)
  expect(writes).toBe(1)
})

test('memory keeps nothing on the device', async () => {
  const opened = openFlagged({ options: { storage: 'memory' } })
  await begin(opened)
  opened.set(byName)
  expect(await ask(opened, 'new-1')).toBe('candidate')
  await begin(opened)
  opened.platform.fire('exit')
  expect(opened.platform.syncStore.keys()).toEqual([])
})

test('as many subjects are kept as the limit says; one that went is evaluated again', async () => {
  const opened = openFlagged()
  await begin(opened)
  opened.set(byName)
  for (let n = 0; n < 2 * MAX_KNOWN_SUBJECTS; n++) await ask(opened, `new-${n}`)
  await begin(opened)
  const [kept = ''] = opened.platform.syncStore
    .keys()
    .filter(key => key.includes('plans'))
    .map(key => opened.platform.syncStore.get(key))
  expect(JSON.parse(kept ?? '')).toHaveLength(MAX_KNOWN_SUBJECTS)
  expect(kept).toContain('[""')
  expect(await ask(opened, 'new-0')).toBe('candidate')
})

test('a new reading moves subjects; nothing else does', async () => {
  const opened = openFlagged()
  await begin(opened)
  opened.set(byName)
  expect(await ask(opened, 'new-1')).toBe('candidate')
  opened.fail('down')
  await opened.platform.advance(2 * HOUR_MS)
  expect(await ask(opened, 'new-1')).toBe('candidate')
  expect(await ask(opened, 'new-2')).toBe('candidate')
  expect(await ask(opened, 'old-1')).toBe('live')
  const next = openFlagged({ platform: createTestPlatform(opened.platform.syncStore) })
  expect(await ask(next, 'new-1')).toBe('candidate')
  opened.set(() => say('live', 0))
  expect(await ask(opened, 'new-1')).toBe('live')
})

test('serveTtlMs: after so long bootstrap serves again, in the same page and in the next', async () => {
  const expiry = { shadowTtlMs: HOUR_MS, serveTtlMs: 2 * HOUR_MS }
  const opened = openFlagged({ expiry })
  await begin(opened)
  opened.set(byName)
  await ask(opened, 'new-1')
  await opened.platform.advance(HOUR_MS + 1_000)
  expect(opened.client.status().plan.shadowRate).toBe(0)
  expect(await ask(opened, 'new-1')).toBe('candidate')
  await opened.platform.advance(HOUR_MS)
  expect(await ask(opened, 'new-1')).toBe('live')
  const platform = createTestPlatform(opened.platform.syncStore)
  platform.setBack(-3 * HOUR_MS)
  expect(await ask(openFlagged({ platform, expiry }), 'new-1')).toBe('live')
})

test('shadowTtlMs: a shorter one stops shadowing sooner, and ends what runs', async () => {
  const opened = openFlagged({
    expiry: { shadowTtlMs: 60_000 },
    candidate: { predict: () => new Promise(() => {}) },
  })
  await begin(opened)
  opened.set(say('live', 1, { plan: { ...say('live', 1).plan, timeoutMs: 600_000 } }))
  await ask(opened)
  await opened.platform.advance(59_000)
  expect(opened.client.status()).toMatchObject({ running: 1 })
  await opened.platform.advance(2_000)
  expect(opened.client.status()).toMatchObject({ running: 0, dropped: { off: 1 } })
})

test('a reading as old as its source says expires then', async () => {
  const opened = openFlagged()
  await begin(opened)
  opened.set(byName, opened.platform.now() - HOUR_MS + 10_000)
  expect(opened.client.status().plan.shadowRate).toBe(1)
  await opened.platform.advance(11_000)
  expect(opened.client.status().plan.shadowRate).toBe(0)
})

test('switched off for one subject, only that subject’s runs end, and the model stays', async () => {
  let stopped = 0
  const signals: (AbortSignal | undefined)[] = []
  const opened = openFlagged({
    candidate: {
      predict: (_, { signal }) => {
        signals.push(signal)
        return new Promise(() => {})
      },
      stop: () => void stopped++,
    },
  })
  await begin(opened)
  opened.set(() => say('live', 1))
  await ask(opened, 'a')
  await ask(opened, 'b')
  await opened.platform.advance(1_000)
  opened.set(subject => (subject === 'a' ? say('live', 0) : say('live', 1)))
  expect(opened.client.status()).toMatchObject({ running: 1, dropped: { off: 1 } })
  expect(signals.map(signal => signal?.aborted)).toEqual([true, false])
  expect(stopped).toBe(0)
  opened.set(() => say('live', 0))
  expect(opened.client.status()).toMatchObject({ running: 0, dropped: { off: 2 } })
  expect(stopped).toBe(1)
})

test('a model that serves one subject is not stopped when shadowing ends for all', async () => {
  let stopped = 0
  const opened = openFlagged({ candidate: { stop: () => void stopped++ } })
  await begin(opened)
  opened.set(atRate(1))
  await ask(opened, 'new')
  opened.set(atRate(0))
  expect(stopped).toBe(0)
})

test('a rule that fails for one subject is told once, outside predict, and leaves the others alone', async () => {
  const opened = openFlagged({ options: { bootstrap: { serve: 'candidate', shadowRate: 0 } } })
  await begin(opened)
  let isBroken = false
  opened.set(subject => {
    if (isBroken && subject === 'a') throw new Error('rule')
    return say('live', 1)
  })
  const problems = () => opened.events.filter(event => event.type === 'problem').length
  expect(await ask(opened, 'a')).toBe('live')
  isBroken = true
  opened.set(onlyForB)
  await opened.platform.advance(0)
  expect(problems()).toBe(1)
  // It keeps what it was told; one that was told nothing has bootstrap.
  expect(await ask(opened, 'a')).toBe('live')
  const promise = ask(opened, 'c')
  expect(problems()).toBe(1)
  expect(await promise).toBe('candidate')
  expect(await ask(opened, 'b')).toBe('live')
  await begin(opened)
  expect(problems()).toBe(2)
  await opened.platform.advance(HOUR_MS)
  opened.set(onlyForB)
  await ask(opened, 'a')
  await ask(opened, 'b')
  await begin(opened)
  expect(opened.outbox.pairs.map(pair => pair.subject).slice(-1)).toEqual(['b'])
})

test('a flag that can be evaluated for nobody changes nothing', async () => {
  const opened = openFlagged()
  await begin(opened)
  opened.set(() => say('candidate', 1))
  opened.set(() => {
    throw new Error('unknown operator')
  })
  expect(await ask(opened, 'a')).toBe('candidate')
  await opened.platform.advance(0)
  expect(opened.events.filter(event => event.type === 'problem')).toHaveLength(1)
  await opened.platform.advance(HOUR_MS + 5_000)
  expect(opened.client.status().plan).toMatchObject({ serve: 'candidate', shadowRate: 0 })
})

test('a page that is left pauses its flags, one that comes back refreshes them', async () => {
  let pauses = 0
  const opened = openFlagged({ watch: { pause: () => void pauses++ } })
  await begin(opened)
  opened.platform.fire('exit')
  opened.platform.fire('freeze')
  expect(pauses).toBe(2)
  opened.platform.fire('restore')
  expect(opened.refreshes()).toBe(1)
})

test('what is wrong with the plan of a new subject is told later, and once: no listener runs on the live path', async () => {
  const opened = openFlagged()
  const problems = () => opened.events.filter(event => event.type === 'problem').length
  const next = () =>
    opened.set(subject => {
      const reading = say('live', 1)
      return { ...reading, plan: { ...reading.plan, noiseRate: subject ? 1 : 0 } }
    })
  await opened.platform.advance(5_000)
  next()
  const promise = ask(opened, 'a')
  expect(problems()).toBe(0)
  expect(await promise).toBe('live')
  await opened.platform.advance(1_000)
  expect(problems()).toBe(1)
})

test('a plan that is wrong at each reading is told once, though it is followed in between', async () => {
  const opened = openFlagged()
  await opened.platform.advance(5_000)
  for (let n = 0; n < 3; n++) {
    const reading = makeReading({ serve: 'live', shadowRate: 1, noiseRate: 1 })
    opened.set(reading)
    await ask(opened, 'a')
    await opened.platform.advance(1_000)
  }
  expect(opened.outbox.pairs).toHaveLength(3)
  expect(opened.events.filter(event => event.type === 'problem')).toHaveLength(1)
})
