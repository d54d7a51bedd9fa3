import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { batchText } from '../../testing/batch-text.ts'
import { pairRecord } from '../../testing/pair-record.ts'
import { createParseLane, type ParseLane } from './create-parse-lane.ts'

const MIB = 1024 * 1024

function openLane(options: { maxWaiting?: number; maxHeapMb?: number } = {}): ParseLane {
  const lane = createParseLane({
    maxBytes: 20 * MIB,
    niceness: 0,
    maxWaiting: options.maxWaiting ?? 10,
    maxHeapMb: options.maxHeapMb ?? 256,
  })
  onTestFinished(() => lane.close())
  return lane
}

const bodyOf = (text: string) => ({ bytes: gzipSync(text), encoding: 'gzip', list: 'pairs' }) as const
const batch = () => bodyOf(batchText([pairRecord().text]))

test('bodies beyond the limit of waiting ones get 503 with Retry-After, and one client cannot take all places', async () => {
  const lane = openLane({ maxWaiting: 4 })
  // The first does not wait.
  const parsed = ['a', 'a', 'a', 'b', 'c'].map(address => lane.parse(batch(), address))
  expect(lane.waiting()).toBe(4)
  for (const address of ['a', 'd'])
    await expect(lane.parse(batch(), address)).rejects.toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
    })
  expect((await Promise.all(parsed)).map(body => body?.records.heads.length)).toEqual([1, 1, 1, 1, 1])
  expect(lane.waiting()).toBe(0)
})

test('a body that needs too much memory is refused, and the next one is parsed', async () => {
  const lane = openLane({ maxHeapMb: 16 })
  const hungry = `[${'{"a":[]},'.repeat(400_000)}0]`
  const pair = pairRecord().text.replace('{"approved":true}', hungry)
  const [refused, next] = await Promise.allSettled([
    lane.parse(bodyOf(batchText([pair])), 'a'),
    lane.parse(batch(), 'a'),
  ])
  expect(refused).toMatchObject({ status: 'rejected', reason: { status: 413, code: 'too-large' } })
  expect(next).toMatchObject({ status: 'fulfilled', value: { records: { heads: [{}] } } })
})

test('closing refuses what waits', async () => {
  const lane = openLane()
  const waiting = Promise.allSettled([lane.parse(batch(), 'a'), lane.parse(batch(), 'a')])
  await lane.close()
  for (const result of await waiting)
    expect(result).toMatchObject({ status: 'rejected', reason: { status: 503 } })
  await expect(lane.parse(batch(), 'a')).rejects.toMatchObject({ status: 503 })
})
