import { expect, test } from 'vitest'
import { createTestClock } from '../../../delivery/outbox/testing/create-test-clock.ts'
import { deferred } from '../../../testing/deferred.ts'
import { settle } from '../../../testing/settle.ts'
import { createFakePhone } from '../testing/fake-app.ts'
import { createSerialQueue } from './create-serial-queue.ts'
import { openAsyncStore } from './open-async-store.ts'

const root = 'shadow-mode/store/s/'

const open = (phone = createFakePhone()) => {
  const app = phone.startApp()
  const platform = createTestClock()
  const { asyncStorage } = app
  const store = openAsyncStore({ asyncStorage, name: 's', queue: createSerialQueue(), platform })
  return { phone, app, store, platform }
}

test('what one transaction puts and deletes reaches the phone together: killed in between, it is whole', async () => {
  const { phone, app, store } = open()
  await store.transact(async records => {
    records.put('entry/1', ['pair'])
    records.put('ledger', { queued: 1 })
  })
  let writes = 0
  app.onWrite = () => {
    if (++writes === 2) app.kill()
    if (writes > 1) throw new Error('killed before the removal')
  }
  await store.transact(async records => {
    records.put('ledger', { queued: 0 })
    records.delete('entry/1')
  })
  expect(writes).toBe(2)

  const next = open(phone)
  const seen = await next.store.transact(async records => [
    await records.get('ledger'),
    await records.get('entry/1'),
    await records.first('entry/', 10),
  ])
  expect(seen).toEqual([{ queued: 0 }, undefined, []])
  // The removal that was cut short has been made up for.
  expect([...phone.content.keys()]).toEqual([`${root}ledger`])
})

test('a phone that takes no write fails the transaction and keeps what it had', async () => {
  const { phone, app, store } = open()
  await store.transact(async records => records.put('k', 1))
  app.onWrite = () => {
    throw new Error('full')
  }
  const failing = store.transact(async records => {
    records.put('k', 2)
    records.delete('other')
  })
  await expect(failing).rejects.toThrow('full')
  expect(phone.content.get(`${root}k`)).toBe('1')
})

test('a broken record is none, and a record too long for Android fails its transaction', async () => {
  const { phone, store } = open()
  phone.content.set(`${root}entry/1`, '{"cut')
  phone.content.set('the app’s own', 'x')
  expect(await store.transact(records => records.first('entry/', 10))).toEqual([['entry/1', null]])
  const long = store.transact(async records => records.put('k', 'x'.repeat(1_000_000)))
  await expect(long).rejects.toThrow('more than 1000000')
  expect([...phone.content.keys()]).toEqual([`${root}entry/1`, 'the app’s own'])
})

test('a phone that does not answer fails the transaction, which then writes nothing; the next goes on', async () => {
  const { phone, app, store, platform } = open()
  const { asyncStorage } = app
  const working = { ...asyncStorage }
  const answer = deferred<readonly (readonly [string, string | null])[]>()
  asyncStorage.multiGet = () => answer.promise
  const hanging = store.transact(async records => {
    await records.get('k')
    records.put('k', 'late')
  })
  await settle()
  platform.advance(10_000)
  await expect(hanging).rejects.toThrow('over 10000 ms')
  Object.assign(asyncStorage, working)
  await store.transact(async records => records.put('k', 'next'))
  answer.resolve([])
  await settle()
  await settle()
  expect(phone.content.get(`${root}k`)).toBe('"next"')
})
