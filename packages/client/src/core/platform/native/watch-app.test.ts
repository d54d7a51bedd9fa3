import { expect, test } from 'vitest'
import { createTestClock } from '../../../delivery/outbox/testing/create-test-clock.ts'
import type { LifecycleEvent } from '../platform.ts'
import { createFakePhone } from '../testing/fake-app.ts'
import { watchApp } from './watch-app.ts'

const watch = () => {
  const app = createFakePhone().startApp()
  const clock = createTestClock()
  const heard: LifecycleEvent[] = []
  const stop = watchApp({ ...app, platform: clock }, event => heard.push(event))
  return { app, clock, heard, stop }
}

test('three seconds in the background are a freeze, less are not', () => {
  const { app, clock, heard } = watch()
  app.setState('inactive')
  app.setState('background')
  clock.advance(2_999)
  app.setState('active')
  clock.advance(60_000)
  expect(heard).toEqual(['hidden', 'visible'])
  app.setState('background')
  app.setState('background')
  clock.advance(60_000)
  app.setState('inactive')
  app.setState('active')
  expect(heard).toEqual(['hidden', 'visible', 'hidden', 'freeze', 'visible'])
})

test('an app that was suspended, and so ran no timer, hears of the freeze when it is back', () => {
  const { app, heard } = watch()
  const clock = { now: () => time, setTimer: () => () => {} }
  let time = 0
  const late: LifecycleEvent[] = []
  watchApp({ ...app, platform: clock }, event => late.push(event))
  app.setState('background')
  time = 3_600_000
  app.setState('active')
  expect(late).toEqual(['hidden', 'freeze', 'visible'])
  expect(heard).toEqual(['hidden', 'visible'])
})

test('online is the return of a lost connection, not the first word of it', () => {
  const { app, heard, stop } = watch()
  app.setConnected(true)
  expect(heard).toEqual([])
  app.setConnected(false)
  app.setConnected(true)
  app.setConnected(true)
  expect(heard).toEqual(['online'])
  stop()
  expect(app.listeners()).toBe(0)
})

test('once stopped, a freeze that was due does not come', () => {
  const { app, clock, heard, stop } = watch()
  app.setState('background')
  stop()
  clock.advance(10_000)
  expect(heard).toEqual(['hidden'])
})
