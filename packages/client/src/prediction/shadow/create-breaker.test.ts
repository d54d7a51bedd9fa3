import { expect, test } from 'vitest'
import type { BreakerState } from '../../core/status/breaker-state.ts'
import { createBreaker, type Report } from './create-breaker.ts'

const PLAN = { breakAfterFailures: 3, breakForMs: 1_000 }

const open = () => {
  let time = 0
  const states: BreakerState[] = []
  const epoch = Date.UTC(2026, 10, 2)
  const platform = { monotonic: () => time, now: () => epoch + time }
  const breaker = createBreaker(platform, now => states.push(now))
  const enter = (plan = PLAN) => breaker.enter(plan)
  return {
    states,
    enter,
    wait: (ms: number) => void (time += ms),
    calls: (...failures: boolean[]) => {
      for (const hasFailed of failures) enter()?.(hasFailed)
    },
    date: (inMs: number) => new Date(epoch + time + inMs).toUTCString(),
  }
}

test('opens after so many failures in a row, and not before', () => {
  const { calls, enter, states } = open()
  calls(true, true, false, true, true)
  expect(states).toEqual([])
  calls(true)
  expect(states).toEqual([{ state: 'open', forMs: 1_000 }])
  expect(enter()).toBeUndefined()
})

test('one call tries when its time is over; success closes it', () => {
  const { calls, enter, states, wait } = open()
  calls(true, true, true)
  wait(999)
  expect(enter()).toBeUndefined()
  wait(1)
  const trial = enter()
  expect(trial).toBeTypeOf('function')
  expect(enter()).toBeUndefined()
  trial?.(false)
  expect(states.map(({ state }) => state)).toEqual(['open', 'half-open', 'closed'])
  calls(true, true)
  expect(enter()).toBeTypeOf('function')
})

test('a trial that fails opens it for twice the time, to at most five minutes', () => {
  const { calls, enter, states, wait } = open()
  calls(true, true, true)
  for (let n = 0; n < 12; n++) {
    wait(300_000)
    enter()?.(true)
  }
  const times = states.flatMap(now => (now.state === 'open' ? [now.forMs] : []))
  expect(times.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000])
  expect(times.at(-1)).toBe(300_000)
})

test('a trial that was given up lets the next one try', () => {
  const { calls, enter, wait } = open()
  calls(true, true, true)
  wait(1_000)
  enter()?.(undefined)
  expect(enter()).toBeTypeOf('function')
})

test('80 % of the last 50 open it too', () => {
  const { enter, states } = open()
  const plan = { ...PLAN, breakAfterFailures: 1_000 }
  for (let n = 0; n < 200; n++) enter(plan)?.(n % 4 > 0)
  expect(states).toEqual([])
  for (let n = 0; n < 50; n++) enter(plan)?.(n % 5 > 0)
  expect(states).toEqual([{ state: 'open', forMs: 1_000 }])
})

test.each([429, 503])('a %d opens it at once, for as long as the service says', httpStatus => {
  const refuse = (retryAfter: (date: (inMs: number) => string) => string | null) => {
    const { enter, states, date } = open()
    enter()?.(true, { httpStatus, retryAfter: retryAfter(date) })
    return states
  }
  expect(refuse(() => '20')).toEqual([{ state: 'open', forMs: 20_000 }])
  expect(refuse(date => date(40_000))).toEqual([{ state: 'open', forMs: 40_000 }])
  expect(refuse(() => '86400')).toEqual([{ state: 'open', forMs: 300_000 }])
  expect(refuse(() => 'soon')).toEqual([{ state: 'open', forMs: 1_000 }])
  expect(refuse(() => null)).toEqual([{ state: 'open', forMs: 1_000 }])
})

test('calls that began before it opened change nothing', () => {
  const { enter, states, calls, wait } = open()
  const early: (Report | undefined)[] = [enter(), enter()]
  calls(true, true, true)
  early[0]?.(false)
  wait(1_000)
  const trial = enter()
  early[1]?.(true, { httpStatus: 503, retryAfter: '60' })
  trial?.(false)
  expect(states.map(({ state }) => state)).toEqual(['open', 'half-open', 'closed'])
})
