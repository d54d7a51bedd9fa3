import type { Status } from '@shadow-mode/client'
import { PlanSchema } from '@shadow-mode/protocol'
import { sleep } from '@shadow-mode/test-support/sleep.ts'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import type { Applicant } from '../applicants/applicant.ts'
import { type ReplayOptions, type ReplayProgress, replayApplicants } from './replay-applicants.ts'

/** A client that ends each shadow run in the next task and fails the live calls with the numbers in `failing`. */
const pacedClient = (failing: number[] = []) => {
  const listeners = new Set<() => void>()
  const seen: Applicant[] = []
  let mostRunning = 0
  const status: Status = {
    plan: v.parse(PlanSchema, { serve: 'live', shadowRate: 1 }),
    planReason: 'STATIC',
    mayObserve: true,
    sampled: 0,
    running: 0,
    queued: 0,
    delivered: 0,
    unconfirmed: 0,
    dropped: {},
    outcomes: { recorded: 0, delivered: 0, queued: 0, unconfirmed: 0, dropped: {} },
    violated: {},
    fallbacks: {},
  }
  const changed = () => {
    for (const listener of listeners) listener()
  }
  const client: ReplayOptions['client'] = {
    predict: async applicant => {
      seen.push(applicant)
      status.running += 1
      mostRunning = Math.max(mostRunning, status.running)
      setTimeout(() => {
        status.running -= 1
        status.queued += 1
        changed()
      }, 0)
      if (failing.includes(seen.length)) throw new Error('live is down')
      return { probability: 0.1, approved: true }
    },
    flush: async () => {
      status.delivered += status.queued
      status.queued = 0
      changed()
    },
    status: () => ({ ...status }),
    subscribe: listener => {
      const call = () => listener({ type: 'status' })
      listeners.add(call)
      return () => listeners.delete(call)
    },
  }
  return { client, seen, status, listeners, mostRunning: () => mostRunning }
}

const replay = (client: ReplayOptions['client'], signal = new AbortController().signal) => {
  const progress: ReplayProgress[] = []
  const onProgress = (step: ReplayProgress) => progress.push(step)
  return { progress, result: replayApplicants({ client, count: 20, seed: 3, signal, onProgress }) }
}

test('predicts for every applicant, with at most two shadow runs at once, and delivers the pairs', async () => {
  const paced = pacedClient()
  const { progress, result } = replay(paced.client)
  expect(await result).toMatchObject({ predicted: 20, failed: 0, total: 20 })
  expect(paced.seen).toHaveLength(20)
  expect(paced.mostRunning()).toBeLessThanOrEqual(2)
  expect(paced.status).toMatchObject({ running: 0, queued: 0, delivered: 20 })
  expect(progress.map(({ predicted }) => predicted).slice(0, 3)).toEqual([1, 2, 3])
  expect(progress.at(-1)?.phase).toBe('delivering')
  expect(paced.listeners.size).toBe(0)
})

test('reports that it waits while shadowing is off, and begins when it is on', async () => {
  const paced = pacedClient()
  paced.status.plan = { ...paced.status.plan, shadowRate: 0 }
  const { progress, result } = replay(paced.client)
  expect(progress).toMatchObject([{ phase: 'waiting', predicted: 0, total: 20 }])
  expect(paced.seen).toHaveLength(0)
  paced.status.plan = { ...paced.status.plan, shadowRate: 1 }
  for (const listener of paced.listeners) listener()
  expect(await result).toMatchObject({ phase: 'delivering', predicted: 20 })
  expect(progress.filter(({ phase }) => phase === 'waiting')).toHaveLength(1)
})

test('does not report that shadowing is off before the flag was read', async () => {
  const paced = pacedClient()
  const { plan } = paced.status
  const change = (status: Partial<Status>) => {
    Object.assign(paced.status, status)
    for (const listener of paced.listeners) listener()
  }
  change({ plan: { ...plan, shadowRate: 0 }, planReason: 'DEFAULT' })
  const { progress, result } = replay(paced.client)
  change({})
  expect(progress.map(({ phase }) => phase)).toEqual(['reading'])
  change({ planReason: 'STATIC' })
  expect(progress.map(({ phase }) => phase)).toEqual(['reading', 'waiting'])
  change({ plan })
  expect(await result).toMatchObject({ predicted: 20 })
})

test('counts failed live calls and continues', async () => {
  const { client, seen } = pacedClient([2, 5])
  expect(await replay(client).result).toMatchObject({ predicted: 20, failed: 2 })
  expect(seen).toHaveLength(20)
})

test('rejects with the reason when it is aborted and leaves no listeners', async () => {
  const paced = pacedClient()
  const controller = new AbortController()
  const { result, progress } = replay(paced.client, controller.signal)
  while (progress.length < 3) await sleep(0)
  controller.abort(new Error('enough'))
  await expect(result).rejects.toThrow('enough')
  expect(paced.seen.length).toBeLessThan(20)
  expect(paced.listeners.size).toBe(0)
})
