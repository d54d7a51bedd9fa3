import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { flagdJson, httpModel } from '@shadow-mode/client'
import { createShadowClient } from '@shadow-mode/client/plain'
import { startModelService } from '@shadow-mode/test-support/servers/model-service-process.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { sharedWorld } from '../shared-world.ts'
import { testScope } from '../test-scope.ts'
import { isRising, riseOf } from './rise.ts'
import { PREDICT_EVERY_MS } from './soak-settings.ts'
import { WITHOUT_COMPILER } from './without-compiler.ts'

const SECONDS = 60
const MAX_RISE_KB = 256

const getWorld = sharedWorld()

/** The heap after a garbage collection. */
const heapKb = (): number => {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return Math.round(process.memoryUsage().heapUsed / 1024)
}

/** A signal warns at its eleventh listener, as in Node 20. Later versions do not warn. */
class WarningController extends AbortController {
  constructor() {
    super()
    setMaxListeners(10, this.signal)
  }
}

test('a minute in Node, with a flush for each prediction: no warning, and the heap does not rise', async () => {
  for (const flag of WITHOUT_COMPILER) setFlagsFromString(flag)
  vi.stubGlobal('AbortController', WarningController)
  onTestFinished(() => void vi.unstubAllGlobals())
  const warnings: Error[] = []
  const onWarning = (warning: Error): void => void warnings.push(warning)
  process.on('warning', onWarning)
  onTestFinished(() => void process.off('warning', onWarning))
  const scope = testScope()
  const world = getWorld()
  const service = await startModelService(scope)
  world.flags.enable('soak-node', { serve: 'live', shadowRate: 1 })
  const client = createShadowClient<object, unknown>({
    experiment: 'soak-node',
    collector: { url: world.collector.url, key: world.collector.key },
    live: httpModel({ url: `${service}/v1/predict`, version: '1.4.0' }),
    candidate: httpModel({ url: `${service}/v2/predict`, version: '2.0.0' }),
    flags: flagdJson({ url: `${world.origin}/flags.json`, pollIntervalMs: 1_000 }),
    bootstrap: { serve: 'live', shadowRate: 1 },
  })
  const heap: number[] = []
  for (const end = Date.now() + SECONDS * 1_000; Date.now() < end; ) {
    for (let second = 0; second < 1_000; second += PREDICT_EVERY_MS) {
      await client.predict({ AGE: 30 })
      await client.flush()
      await sleep(PREDICT_EVERY_MS)
    }
    heap.push(heapKb())
  }
  const { rise, noise } = riseOf(heap)
  console.info(
    `soak: in Node, heap from ${heap[0]} to ${heap.at(-1)} kB, rise ${Math.round(rise)} ± ${Math.round(noise)} kB`,
  )
  expect(warnings).toEqual([])
  expect(isRising({ rise, noise }, MAX_RISE_KB)).toBe(false)
  const { sampled, delivered, queued, dropped } = client.status()
  expect({ sampled, queued, dropped }).toEqual({ sampled: delivered, queued: 0, dropped: {} })
  await client.close()
})
