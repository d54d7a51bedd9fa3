import { join } from 'node:path'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import { expect, test } from 'vitest'
import { testScope } from '../test-scope.ts'
import { expectStoredOnce } from './expect-stored-once.ts'
import { mountDisk } from './mount-disk.ts'
import { canMount } from './privileges.ts'
import { readinessOf } from './readiness-of.ts'
import { ROUNDS } from './rounds.ts'
import { type Answer, freshPair, sendPairs } from './send-pairs.ts'
import { startCollect } from './start-collect.ts'

const PAIR_BYTES = 20_000
const rounds = Math.max(4, Math.round(ROUNDS / 5))
const batch = () => Array.from({ length: 10 }, () => freshPair(PAIR_BYTES))

async function saysNoSpace(url: string): Promise<boolean> {
  const { status, problems } = await readinessOf(url)
  return status === 503 && /no space left/i.test(problems)
}

async function ready(url: string, output: () => string): Promise<void> {
  await until(
    async () => (await readinessOf(url)).status === 200,
    async () => `ready, is ${JSON.stringify(await readinessOf(url))}\n${output()}`,
  )
}

/** A disk with the folder of a collector that has acknowledged a batch and was then ended. */
async function usedDisk(signal: 'SIGKILL' | 'SIGTERM') {
  const scope = testScope()
  const disk = await mountDisk(scope, 64)
  const dir = join(disk.path, 'data')
  const acknowledged = new Set<string>()
  const collect = startCollect(scope, { dir })
  expect((await sendPairs(await collect.url(), batch(), acknowledged)).status).toBe(202)
  await collect.signal(signal)
  await collect.ended()
  return { scope, disk, dir, acknowledged }
}

test.skipIf(!canMount)(
  'a disk that is full again and again: it refuses and says why, loses nothing, and recovers by itself',
  async () => {
    const scope = testScope()
    const disk = await mountDisk(scope, 200)
    const dir = join(disk.path, 'data')
    const acknowledged = new Set<string>()
    let collect = startCollect(scope, { dir })
    let url = await collect.url()
    const output = () => collect.process.output()
    for (let round = 0; round < rounds; round++) {
      // Some of it is still on its way to the engine when the disk is full.
      for (let n = 0; n < 10; n++) expect((await sendPairs(url, batch(), acknowledged)).status).toBe(202)
      let refused: Answer | undefined
      // A group that still reaches the engine frees its part of the log.
      const isFull = async (): Promise<boolean> => {
        await disk.fill()
        refused = await sendPairs(url, batch(), acknowledged)
        return refused.status === 503 && (await saysNoSpace(url))
      }
      await until(isFull, output)
      expect(refused).toMatchObject({ status: 503, retryAfter: expect.stringMatching(/^\d+$/) })
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
      if (round % 2 === 1) {
        // It may not be able to start before there is room, but it loses nothing.
        await collect.signal('SIGKILL')
        await collect.ended()
        await disk.free()
        collect = startCollect(scope, { dir })
        url = await collect.url()
      }
      await disk.free()
      await ready(url, output)
      expect((await sendPairs(url, batch(), acknowledged)).status).toBe(202)
    }
    await collect.signal('SIGTERM')
    await collect.ended()
    await expectStoredOnce(scope, dir, acknowledged)
  },
)

test.skipIf(!canMount)(
  'a collector that starts on a full disk: it works or says why not, and later it works',
  async () => {
    const { scope, disk, dir, acknowledged } = await usedDisk('SIGKILL')
    expect(acknowledged.size).toBe(10)
    await disk.fill()
    const onFull = startCollect(scope, { dir })
    const started = await onFull.url().catch(() => null)
    await until(
      async () => (started === null ? /no space left/i.test(onFull.process.output()) : saysNoSpace(started)),
      onFull.process.output,
    )
    await onFull.process.kill()
    await onFull.ended()
    await disk.free()
    const second = startCollect(scope, { dir })
    await ready(await second.url(), second.process.output)
    await second.signal('SIGTERM')
    await second.ended()
    await expectStoredOnce(scope, dir, acknowledged)
  },
)

test.skipIf(!canMount)(
  'a disk that is mounted read-only: it does not start, says why, and changes nothing',
  async () => {
    const { scope, disk, dir, acknowledged } = await usedDisk('SIGTERM')
    await disk.remount('ro')
    expect(await startCollect(scope, { dir }).ended()).toMatch(
      /cannot be locked, because .*collector\.lock cannot be written: EROFS/,
    )
    await disk.remount('rw')
    await expectStoredOnce(scope, dir, acknowledged)
  },
)
