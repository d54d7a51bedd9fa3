import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { expect, test, vi } from 'vitest'
import { browserPlatform } from './browser-platform.ts'
import { whenBackground } from './when-background.ts'

/** With the page's own scheduler, which WebKit has not. */

const core = browserPlatform()
test('runs behind what the page has to do itself, once, or not at all', async () => {
  const order: string[] = []
  const idle = whenBackground({ ...core, whenIdle: () => () => void order.push('no scheduler') })
  idle(() => order.push('background'), 1_000)
  idle(() => order.push('cancelled'), 1_000)()
  const channel = new MessageChannel()
  channel.port1.addEventListener('message', () => order.push('page'))
  channel.port1.start()
  channel.port2.postMessage(1)
  await vi.waitFor(() => expect(order).toContain('background'))
  await sleep(50)
  channel.port1.close()
  expect(order).toEqual(['page', 'background'])
})

test('a page that is never done does not hold it back beyond its time', async () => {
  const timers: (() => void)[] = []
  const setTimer = (run: () => void) => {
    timers.push(run)
    return () => {}
  }
  let runs = 0
  whenBackground({ ...core, setTimer })(() => runs++, 500)
  timers[0]?.()
  expect(runs).toBe(1)
  await sleep(100)
  expect(runs).toBe(1)
})
