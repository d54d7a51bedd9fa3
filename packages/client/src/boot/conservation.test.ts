import type { Pair } from '@shadow-mode/protocol'
import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { createTestPlatform } from '../testing/create-test-platform.ts'
import { deferred } from '../testing/deferred.ts'
import { openTestClient, type TestClientOptions } from '../testing/open-test-client.ts'

/** Law 2, the core's half: every sampled prediction ends in exactly one `add` or `drop`. */

const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom('ok', 'error', 'hang', 'ignore', 'unclonable', 'live-error', 'live-hang'),
    },
    { weight: 3, arbitrary: fc.constantFrom('wait', 'wait-long') },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'exit',
        'freeze',
        'restore',
        'hidden',
        'online',
        'chunk-fails',
        'chunk-loads',
      ),
    },
  ),
  { maxLength: 40 },
)

test('sampled = running + added + dropped, at every moment', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async sequence => {
      let chunkLoads = true
      const { client, platform, outbox } = openTestClient({
        plan: { timeoutMs: 300, startWithinMs: 1_000 },
        beforeBackground: async () => {
          if (!chunkLoads) throw new TypeError('chunk')
        },
        live: {
          predict: async input => {
            const { kind } = input as { kind: string }
            if (kind === 'live-error') throw new Error('live')
            return kind === 'live-hang' ? new Promise(() => {}) : 'live'
          },
        },
        candidate: {
          predict: (input, { signal }) => {
            const { kind } = input as { kind: string }
            if (kind === 'error') throw new Error('candidate')
            if (kind === 'ok') return Promise.resolve('candidate')
            return new Promise((_, reject) => {
              if (kind === 'hang') signal?.addEventListener('abort', () => reject(signal.reason as Error))
            })
          },
        },
      })
      let sampled = 0
      for (const step of sequence) {
        if (step === 'wait') await platform.advance(40)
        else if (step === 'wait-long') await platform.advance(5_000)
        else if (step === 'chunk-fails') chunkLoads = false
        else if (step === 'chunk-loads') chunkLoads = true
        else if (/^(exit|freeze|restore|hidden|online)$/.test(step)) platform.fire(step as 'exit')
        else {
          // A page that was left draws nothing.
          if (client.status().plan.shadowRate > 0) sampled += 1
          const input = { kind: step, ...(step === 'unclonable' && { f: () => {} }) }
          client.predict(input).catch(() => {})
        }
        const { running } = client.status()
        const ended = outbox.pairs.length + outbox.drops.length
        expect(ended + running).toBeLessThanOrEqual(sampled)
      }
      chunkLoads = true
      // Only a page that comes back goes on.
      platform.fire('restore')
      await platform.advance(10_000)
      client.predict({ kind: 'ok' }).catch(() => {})
      await platform.advance(10_000)
      platform.fire('exit')
      const { running, ...counts } = client.status()
      expect(running).toBe(0)
      expect(counts.sampled).toBe(sampled + 1)
      expect(outbox.pairs.length + outbox.drops.length).toBe(sampled + 1)
      expect(new Set(outbox.pairs.map(pair => pair.id)).size).toBe(outbox.pairs.length)
      await client.close()
    }),
    { numRuns: 60 },
  )
})

test('what a page dropped before its outbox was there is counted by the next page', async () => {
  const first = openTestClient({ beforeBackground: () => Promise.reject(new TypeError('chunk')) })
  await first.client.predict(1)
  await first.client.predict(2)
  first.platform.fire('exit')
  expect(first.outbox.calls).toEqual([])

  const second = openTestClient({ platform: createTestPlatform(first.platform.syncStore) })
  await second.client.predict(3)
  await second.platform.advance(1_000)
  expect(second.outbox.drops).toEqual(['exit', 'exit'])
  expect(second.client.status()).toMatchObject({ sampled: 3, queued: 1, dropped: { exit: 2 } })

  const third = openTestClient({ platform: createTestPlatform(first.platform.syncStore) })
  await third.platform.advance(5_000)
  expect(third.client.status().sampled).toBe(0)
})

test('memory leaves nothing on the device', async () => {
  const { client, platform } = openTestClient({
    options: { storage: 'memory' },
    beforeBackground: () => Promise.reject(new TypeError('chunk')),
  })
  await client.predict(1)
  platform.fire('exit')
  expect(platform.syncStore.keys()).toEqual([])
  expect(client.status()).toMatchObject({ sampled: 1, dropped: { exit: 1 } })
})

test('a shadow run that cannot start in time is dropped as busy; a slow one is a timeout and delivered', async () => {
  const { client, platform, outbox } = openTestClient({
    plan: { maxInFlight: 1, timeoutMs: 3_000, startWithinMs: 2_000 },
    candidate: {
      predict: (_, { signal }) =>
        new Promise((_resolve, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason as Error)),
        ),
    },
  })
  await client.predict(1)
  await client.predict(2)
  await platform.advance(2_100)
  expect(outbox.drops).toEqual(['busy'])
  expect(client.status().running).toBe(1)
  await platform.advance(1_000)
  expect(outbox.pairs).toMatchObject([{ input: 1, candidate: { status: 'timeout', durationMs: 3_000 } }])
})

test('a model that ignores its timeout keeps its slot: it still holds its connection', async () => {
  const release = deferred<undefined>()
  const { client, platform, outbox } = openTestClient({
    plan: { maxInFlight: 1, timeoutMs: 100, startWithinMs: 500 },
    candidate: { predict: () => release.promise },
  })
  await client.predict(1)
  await platform.advance(200)
  expect(outbox.pairs).toHaveLength(1)
  await client.predict(2)
  await platform.advance(1_000)
  expect(outbox.drops).toEqual(['busy'])
  release.resolve(undefined)
  await client.predict(3)
  await platform.advance(1_000)
  expect(outbox.pairs).toHaveLength(2)
})

test('too many predictions under way are dropped as busy', async () => {
  const bounded = openTestClient({ plan: { maxQueuedPairs: 3 } })
  await Promise.all([1, 2, 3, 4, 5].map(n => bounded.client.predict(n)))
  await bounded.platform.advance(5_000)
  expect(bounded.outbox.drops).toEqual(['busy', 'busy'])
  expect(bounded.outbox.pairs).toHaveLength(3)
})

test('nor do more run while the background hangs', async () => {
  const { client, platform, outbox } = openTestClient({
    plan: { maxQueuedPairs: 3 },
    beforeBackground: () => new Promise(() => {}),
  })
  for (const n of [1, 2, 3, 4, 5]) {
    await client.predict(n)
    await platform.advance(5_000)
  }
  expect(client.status()).toMatchObject({ sampled: 5, running: 3, dropped: { busy: 2 } })
  expect(outbox.calls).toEqual([])
})

test('where no background ever loads, the pages leave no more than a hundred notes', async () => {
  const { syncStore } = createTestPlatform()
  for (let page = 0; page < 103; page++) {
    const { client, platform } = openTestClient({
      platform: createTestPlatform(syncStore),
      beforeBackground: () => Promise.reject(new TypeError('chunk')),
    })
    await platform.advance(page)
    await client.predict(page)
    platform.fire('exit')
  }
  expect(syncStore.keys()).toHaveLength(100)
  const last = openTestClient({ platform: createTestPlatform(syncStore) })
  await last.platform.advance(5_000)
  expect(last.client.status()).toMatchObject({ sampled: 100, dropped: { exit: 100 } })
  expect(syncStore.keys()).toEqual([])
})

test('what record and redact throw or spoil costs one record, and is told', async () => {
  let spoil: object = {}
  const { client, platform, outbox, events } = openTestClient({
    options: {
      record: {
        input: input => {
          if (input === 'bad') throw new Error('record')
          return { kept: input }
        },
        output: () => undefined,
      },
      redact: pair => ({ ...pair, ...spoil }),
    },
  })
  await client.predict('bad')
  await client.predict('good')
  await platform.advance(1_000)
  expect(outbox.drops).toEqual(['record'])
  expect(outbox.pairs).toMatchObject([{ input: { kept: 'good' } }])
  expect(outbox.pairs[0]?.live).not.toHaveProperty('output')
  spoil = { id: 'other' }
  await client.predict('good')
  await platform.advance(1_000)
  expect(outbox.drops).toEqual(['record', 'record'])
  expect(events.filter(event => event.type === 'problem')).toHaveLength(2)
})

const rejecting = async () => {
  await Promise.resolve()
  throw new Error('late')
}

test.each<[string, string, TestClientOptions['options']]>([
  ['record.input', 'record', { record: { input: async (it: unknown) => it } }],
  ['record.output', 'record', { record: { output: async (it: unknown) => it } }],
  ['record.input that rejects', 'record', { record: { input: rejecting } }],
  ['record.output that rejects', 'record', { record: { output: rejecting } }],
  ['redact', 'redact', { redact: (async (pair: Pair) => pair) as never }],
  ['redact that rejects', 'redact', { redact: rejecting as never }],
])('an async %s costs the pair, is told by name, and rejects nowhere', async (_what, field, options = {}) => {
  const unhandled = vi.fn<(reason: unknown) => void>()
  process.on('unhandledRejection', unhandled)
  const { client, platform, outbox, events } = openTestClient({ options })
  await client.predict(1)
  await platform.advance(1_000)
  // Node reports unhandled rejections after the microtasks of a task.
  await new Promise(resolve => setTimeout(resolve))
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
  expect(outbox.drops).toEqual(['record'])
  const message = `${field}: expected a synchronous function`
  expect(events).toContainEqual({ type: 'problem', error: expect.objectContaining({ field, message }) })
})

test('a timeout aborts the shadow call', async () => {
  let signal: AbortSignal | undefined
  const { client, platform } = openTestClient({
    plan: { timeoutMs: 1_000 },
    candidate: {
      predict: (_, context) => {
        signal = context.signal
        return new Promise(() => {})
      },
    },
  })
  await client.predict(1)
  await platform.advance(990)
  expect(signal?.aborted).toBe(false)
  await platform.advance(100)
  expect(signal?.reason).toMatchObject({ name: 'TimeoutError' })
})
