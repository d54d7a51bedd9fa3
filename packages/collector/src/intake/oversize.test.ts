import { gzipSync } from 'node:zlib'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test } from 'vitest'
import { batchText } from '../testing/batch-text.ts'
import { pairRecord } from '../testing/pair-record.ts'
import { type ChildCollector, startChildCollector } from '../testing/start-child-collector.ts'
import { MAX_BODY_BYTES, MAX_INFLATED_BYTES } from './intake-limits.ts'

const MIB = 1024 * 1024

const patience = { timeout: 60_000 }

// Every test has a collector of its own process: only there does its memory tell anything.
async function start() {
  const collector = await startChildCollector(
    onTestFinished,
    await temporaryFolder({ defer: onTestFinished }),
  )
  const post = async (body: BodyInit, query = ''): Promise<{ status: number; text: string }> => {
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
    const url = `${collector.url}/v1/pairs?key=ingest-key${query}`
    const response = await fetch(url, { ...init, headers: { 'content-type': 'text/plain' } })
    return { status: response.status, text: await response.text() }
  }
  // What the first batch costs is no growth.
  expect(await post(batchText([pairRecord().text]))).toMatchObject({ status: 202 })
  return { ...collector, post }
}

/** How much more memory than before the collector needed at most, bytes. */
async function growth(collector: ChildCollector, work: () => Promise<void>): Promise<number> {
  const before = await collector.peakBytes()
  await work()
  return (await collector.peakBytes()) - before
}

/** A body of unknown length, made as it is read. */
function streamOf(bytes: number): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(64 * 1024).fill(0x20)
  let sent = 0
  return new ReadableStream({
    pull: controller => {
      if (sent >= bytes) return controller.close()
      controller.enqueue(chunk)
      sent += chunk.length
    },
  })
}

test('a body over the limit is answered 413, announced or not, with flat memory', patience, async () => {
  const collector = await start()
  const held = await growth(collector, async () => {
    for (let i = 0; i < 3; i++) {
      expect(await collector.post(Buffer.alloc(50 * MIB, 0x20))).toMatchObject({ status: 413 })
      expect(await collector.post(streamOf(50 * MIB))).toMatchObject({ status: 413 })
    }
  })
  // 300 MiB were on their way.
  expect(held).toBeLessThan(100 * MIB)
  expect(await collector.post(batchText([pairRecord().text]))).toMatchObject({ status: 202 })
})

const padded = (bytes: number): string => batchText([pairRecord().text]).padEnd(bytes, ' ')

test('the limit of a body is exact', patience, async () => {
  const collector = await start()
  const large = batchText([pairRecord({ input: JSON.stringify('x'.repeat(3 * MIB)) }).text])
  expect(await collector.post(large)).toMatchObject({ status: 202 })
  const atLimit = await collector.post(padded(MAX_BODY_BYTES))
  expect(atLimit).toMatchObject({ status: 413, text: expect.stringContaining('without its pairs') })
  const over = await collector.post(padded(MAX_BODY_BYTES + 1))
  expect(over).toMatchObject({ status: 413, text: expect.stringContaining(`${MAX_BODY_BYTES} bytes`) })
})

test('a gzip bomb is answered 413 with flat memory', patience, async () => {
  const collector = await start()
  const member = gzipSync(Buffer.alloc(64 * MIB))
  // 2 GiB of zeros in 2 MB.
  const bomb = Buffer.concat(Array.from({ length: 32 }, () => member))
  expect(bomb.length).toBeLessThan(MAX_BODY_BYTES)
  const held = await growth(collector, async () => {
    for (let i = 0; i < 20; i++) {
      expect(await collector.post(bomb, '&encoding=gzip')).toMatchObject({ status: 413 })
    }
  })
  // It levels off at 11 times the limit, after 50 to 120 bombs: the collector frees what it let go of in its own time.
  expect(held).toBeLessThan(14 * MAX_INFLATED_BYTES)

  const zipped = (bytes: number) => collector.post(gzipSync(Buffer.alloc(bytes, 0x20)), '&encoding=gzip')
  const inflated = expect.stringContaining(`inflates to more than ${MAX_INFLATED_BYTES}`)
  expect((await zipped(MAX_INFLATED_BYTES)).text).not.toEqual(inflated)
  expect((await zipped(MAX_INFLATED_BYTES + 1)).text).toEqual(inflated)
  expect(await collector.post(batchText([pairRecord().text]))).toMatchObject({ status: 202 })
})

test(
  'a body that would parse into far more memory than it has bytes is refused before it is parsed',
  patience,
  async () => {
    const collector = await start()
    const arrays = '[],'.repeat(6_000_000).slice(0, -1)
    const held = await growth(collector, async () => {
      for (const text of [
        `[${arrays}]`,
        `{"pairs":[${arrays}]}`,
        `{"pairs":[[${arrays}]]}`,
        `{"losses":[${arrays}]}`,
      ]) {
        expect((await collector.post(gzipSync(text), '&encoding=gzip')).status).toBeOneOf([400, 413])
      }
    })
    expect(held).toBeLessThan(180 * MIB)
    expect(await collector.post(batchText([pairRecord().text]))).toMatchObject({ status: 202 })
  },
)
