import { expect, test } from 'vitest'
import { createTestPlatform } from '../testing/create-test-platform.ts'
import { deferred } from '../testing/deferred.ts'
import { makeReading as reading } from '../testing/make-reading.ts'
import { openFlagged } from '../testing/open-flagged.ts'
import { openTestClient } from '../testing/open-test-client.ts'

const ON = reading({ serve: 'live', shadowRate: 1 })
const OFF = reading({ serve: 'live', shadowRate: 0, whenOff: 'discard' })

const untilAborted = (_: unknown, { signal }: { signal: AbortSignal | undefined }) =>
  new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))

test('nothing is loaded before the first live answer', async () => {
  let isLoaded = false
  const gate = deferred<string>()
  const { client, platform } = openTestClient({
    live: { predict: () => gate.promise },
    beforeBackground: async () => {
      isLoaded = true
    },
  })
  const promise = client.predict(1)
  await platform.advance(1_900)
  expect(isLoaded).toBe(false)
  gate.resolve('live')
  await promise
  await platform.advance(50)
  expect(isLoaded).toBe(true)
})

test('a page that is never asked still follows its flags and sends what waits', async () => {
  const { platform, outbox, isWatched } = openFlagged()
  await platform.advance(1_900)
  expect(isWatched()).toBe(false)
  await platform.advance(200)
  expect(isWatched()).toBe(true)
  expect(outbox.calls).toEqual(['flush start'])
})

test('bootstrap holds until the flags are there', async () => {
  const { client, platform, set } = openFlagged({
    options: { bootstrap: { serve: 'candidate', shadowRate: 0 } },
  })
  expect(await client.predict(1)).toBe('candidate')
  await platform.advance(100)
  set(ON)
  expect(await client.predict(1)).toBe('live')
  expect(client.status()).toMatchObject({ sampled: 1, plan: { serve: 'live', shadowRate: 1 } })
})

test('switching off drops what runs, aborts it, stops the model and empties the queue', async () => {
  let stopped = 0
  let signal: AbortSignal | undefined
  const { client, platform, outbox, events, set } = openFlagged({
    candidate: {
      predict: (_, context) => {
        signal = context.signal
        return untilAborted(_, context)
      },
      stop: () => void stopped++,
    },
  })
  await platform.advance(3_000)
  set(ON)
  await client.predict(1)
  await platform.advance(100)
  expect(client.status().running).toBe(1)
  set(OFF)
  expect(signal?.aborted).toBe(true)
  expect(client.status()).toMatchObject({ running: 0, dropped: { off: 1 } })
  expect(outbox.calls).toContain('discard off')
  expect(stopped).toBe(1)
  await client.predict(2)
  await platform.advance(1_000)
  expect(client.status().sampled).toBe(1)
  expect(outbox.pairs).toEqual([])
  expect(events.filter(event => event.type === 'plan')).toHaveLength(2)
})

test('switching off never ends a call that is serving', async () => {
  const gate = deferred<string>()
  let stopped = 0
  const { client, platform, set } = openFlagged({
    candidate: { predict: () => gate.promise, stop: () => void stopped++ },
  })
  await platform.advance(3_000)
  set(reading({ serve: 'candidate', shadowRate: 1 }))
  const promise = client.predict(1)
  set(OFF)
  expect(stopped).toBe(0)
  gate.resolve('candidate')
  expect(await promise).toBe('candidate')
  await platform.advance(1)
  expect(stopped).toBe(1)
})

test('an outage is told once and changes nobody’s model; “on” expires after an hour', async () => {
  const { client, platform, events, set, fail } = openFlagged()
  await platform.advance(3_000)
  set(reading({ serve: 'candidate', shadowRate: 1 }))
  fail('down')
  fail('down')
  await platform.advance(0)
  expect(events.filter(event => event.type === 'problem')).toHaveLength(1)
  await platform.advance(3_599_000)
  expect(client.status().plan).toMatchObject({ serve: 'candidate', shadowRate: 1 })
  await platform.advance(2_000)
  expect(client.status().plan).toMatchObject({ serve: 'candidate', shadowRate: 0 })
  expect(events.at(-2)).toMatchObject({ type: 'plan', plan: { shadowRate: 0 } })
  await platform.advance(2 * 3_600_000)
  expect(await client.predict(1)).toBe('candidate')
  set(reading({ serve: 'candidate', shadowRate: 1 }))
  expect(client.status().plan.shadowRate).toBe(1)
})

test('a reading that repeats itself keeps “on” alive', async () => {
  const { client, platform, set } = openFlagged()
  await platform.advance(3_000)
  for (let n = 0; n < 5; n++) {
    set(ON)
    await platform.advance(1_800_000)
  }
  expect(client.status().plan.shadowRate).toBe(1)
})

test('the next page’s first prediction follows the last plan; an old “on” does not count, serve does', async () => {
  const first = openFlagged()
  await first.platform.advance(3_000)
  first.set(reading({ serve: 'candidate', shadowRate: 1 }, { flagVersion: '7' }))

  const { platform } = first
  const second = openFlagged({ platform })
  expect(await second.client.predict(1)).toBe('candidate')
  await platform.advance(1_000)
  expect(second.outbox.pairs).toMatchObject([{ sampling: { variant: 'v', rate: 1, flagVersion: '7' } }])

  platform.setBack(-3_700_000)
  const third = openFlagged({ platform })
  expect(third.client.status().plan).toMatchObject({ serve: 'candidate', shadowRate: 0 })
  platform.setBack(2 * 3_700_000)
  expect(openFlagged({ platform }).client.status().plan).toMatchObject({ serve: 'candidate', shadowRate: 0 })
})

test('a cache that cannot be read, or is of no use, is no cache', async () => {
  for (const text of ['{', '{}', '[["",{"confirmedAt":1,"reading":{"plan":{"serve":"x"}}}]]', 'null']) {
    const { client, platform } = openFlagged()
    platform.syncStore.set('shadow-mode/v1/plans/credit-risk', text)
    const next = openFlagged({ platform })
    expect(next.client.status().plan).toMatchObject({ serve: 'live', shadowRate: 0 })
    await client.close()
  }
})

test('a cache that cannot be written is told, and the plan holds', async () => {
  const { client, platform, events, set } = openFlagged()
  platform.syncStore.set = () => {
    throw new Error('quota')
  }
  await platform.advance(3_000)
  set(ON)
  expect(client.status().plan.shadowRate).toBe(1)
  await platform.advance(0)
  expect(events.filter(event => event.type === 'problem')).toHaveLength(1)
})

test('leaving drops what runs and then lets the outbox save; coming back, all works again', async () => {
  const { client, platform, outbox } = openTestClient()
  await client.predict(0)
  await platform.advance(100)
  for (const event of ['exit', 'freeze'] as const) {
    outbox.calls.length = 0
    await client.predict(1)
    platform.fire(event)
    expect(outbox.calls).toEqual(['sampled', 'drop exit', 'exit'])
    platform.fire('restore')
    await client.predict(2)
    await platform.advance(100)
    expect(outbox.calls.slice(3)).toEqual(['sampled', 'add'])
  }
})

test.each([
  ['exit', 'restore'],
  ['freeze', 'visible'],
] as const)(
  'after %s nothing is drawn, since nobody would live to count it, until %s',
  async (left, back) => {
    const { client, platform, outbox } = openTestClient()
    await client.predict(1)
    await platform.advance(100)
    platform.fire(left)
    expect(await client.predict(2)).toBe('live')
    await platform.advance(100)
    expect(client.status()).toMatchObject({ sampled: 1, running: 0, plan: { serve: 'live' } })
    platform.fire(back)
    await client.predict(3)
    await platform.advance(100)
    expect(client.status()).toMatchObject({ sampled: 2, running: 0 })
    expect(outbox.pairs).toHaveLength(2)
  },
)

test('a background that arrives when the page is already being left waits: what was counted is left to the next page', async () => {
  const gate = deferred<void>()
  const { client, platform, outbox } = openTestClient({ beforeBackground: () => gate.promise })
  await client.predict(1)
  await platform.advance(1_000)
  platform.fire('exit')
  gate.resolve()
  await platform.advance(1_000)
  expect(outbox.calls).toEqual([])
  expect(client.status()).toMatchObject({ sampled: 1, dropped: { exit: 1 } })

  const next = openTestClient({ platform: createTestPlatform(platform.syncStore) })
  await next.client.predict(2)
  await next.platform.advance(1_000)
  expect(next.outbox.drops).toEqual(['exit'])

  platform.fire('restore')
  await client.predict(3)
  await platform.advance(1_000)
  expect(outbox.calls).toContain('add')
  // The other page has counted it.
  expect(outbox.drops).toEqual([])
})

test('closing a page that was left before its background came resolves', async () => {
  const gate = deferred<void>()
  const { client, platform } = openTestClient({ beforeBackground: () => gate.promise })
  await client.predict(1)
  await platform.advance(1_000)
  platform.fire('exit')
  gate.resolve()
  await platform.advance(1)
  await expect(client.close()).resolves.toBeUndefined()
})

test('the page’s events reach flags and outbox', async () => {
  const { platform, outbox, refreshes } = openFlagged()
  await platform.advance(3_000)
  outbox.calls.length = 0
  platform.fire('hidden')
  platform.fire('online')
  expect(outbox.calls).toEqual(['flush hidden', 'flush online'])
  expect(refreshes()).toBe(1)
  platform.fire('visible')
  platform.fire('restore')
  expect(refreshes()).toBe(3)
})

test('close ends all shadow work and goes on serving', async () => {
  let stopped = 0
  const { client, platform, outbox } = openTestClient({
    candidate: { predict: untilAborted, stop: () => void stopped++ },
  })
  await client.predict(1)
  await platform.advance(100)
  await Promise.all([client.close(), client.close()])
  expect(outbox.drops).toEqual(['exit'])
  expect(outbox.calls.filter(call => call === 'close')).toHaveLength(1)
  expect(stopped).toBe(1)
  expect(await client.predict(2)).toBe('live')
  platform.fire('exit')
  await platform.advance(10_000)
  expect(outbox.pairs).toEqual([])
  expect(client.status()).toMatchObject({ sampled: 1, running: 0, plan: { shadowRate: 0 } })
})

test('a client that is closed at once loads nothing', async () => {
  let isLoaded = false
  const { client, platform } = openTestClient({
    beforeBackground: async () => {
      isLoaded = true
    },
  })
  await client.close()
  await platform.advance(10_000)
  expect(isLoaded).toBe(false)
})

test('what is asked of a closed client is done by a background that is closed again', async () => {
  const { client, outbox } = openTestClient()
  await client.close()
  await Promise.all([client.flush(), client.clear()])
  expect(outbox.calls.filter(call => call !== 'sampled')).toEqual([
    'exit',
    'flush manual',
    'discard privacy',
    'close',
  ])
})

test('a background that does not load is told, counted with a reason of its own, and tried again', async () => {
  let works = false
  const { client, platform, outbox, events } = openTestClient({
    beforeBackground: async () => {
      if (!works) throw new TypeError('chunk')
    },
  })
  await client.predict(1)
  await platform.advance(1_000)
  expect(client.status()).toMatchObject({ sampled: 1, dropped: { 'not-loaded': 1 } })
  expect(events.some(event => event.type === 'problem')).toBe(true)
  await expect(client.flush()).resolves.toBeUndefined()
  works = true
  await client.predict(2)
  await platform.advance(1_000)
  expect(outbox.calls).toEqual(expect.arrayContaining(['sampled', 'drop not-loaded', 'flush start', 'add']))
  expect(client.status()).toMatchObject({ sampled: 2, queued: 1, dropped: { 'not-loaded': 1 }, running: 0 })
})

test('flags that cannot be watched are an outage, and tried again', async () => {
  let attempts = 0
  const { client, platform, events } = openTestClient({
    options: {
      flags: {
        watch: async () => {
          attempts += 1
          throw new TypeError('chunk')
        },
      },
    },
  })
  await platform.advance(3_000)
  expect(attempts).toBe(1)
  expect(events.filter(event => event.type === 'problem')).toMatchObject([
    { error: { outage: 'unreachable' } },
  ])
  await platform.advance(31_000)
  expect(attempts).toBe(2)
  platform.fire('online')
  await platform.advance(1)
  expect(attempts).toBe(3)
  await client.close()
  await platform.advance(100_000)
  expect(attempts).toBe(3)
})
