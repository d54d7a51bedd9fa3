import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { allOf } from '../testing/all-of.ts'
import { enginePid } from '../testing/engine-pid.ts'
import { ingestRecord } from '../testing/ingest-record.ts'
import { openTestEngine } from '../testing/open-test-engine.ts'
import { sourceArguments } from '../testing/source-arguments.ts'
import { EngineFailedError } from './engine-failed-error.ts'

vi.setConfig({ testTimeout: 120_000 })

const open = { from: null, to: null }

test('an engine killed in mid-ingest rejects what waits, comes back, and stores each pair once', async () => {
  const engine = await openTestEngine({ defer: onTestFinished })
  const records = Array.from({ length: 15_000 }, (_, index) => ingestRecord(newPair(), index + 1))

  let killed = 0
  for (const afterMs of [30, 120, 300, 600]) {
    const ingest = engine.ingest(records, [], { quarantine: true })
    const settled = ingest.catch((error: unknown) => error)
    await sleep(afterMs)
    process.kill(await enginePid(), 'SIGKILL')
    if ((await settled) instanceof EngineFailedError) killed += 1
    // An ingest that ended before the kill says nothing of the process: the first call may still reach the dying one.
    await vi.waitFor(() => engine.ping(), { interval: 20 })
  }
  expect(killed).toBeGreaterThan(0)

  const { stored, duplicates } = await engine.ingest(records, [], { quarantine: true })
  expect(stored + duplicates).toBe(records.length)
  const raws = await allOf(engine.readPairs('credit-risk', open))
  expect(raws.toSorted()).toEqual(records.map(record => record.raw).toSorted())
  expect(await engine.listExperiments()).toMatchObject([{ pairs: records.length }])
})

test('what a killed collector had acknowledged is there, once, and its engine lets go of the folder', async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const script = fileURLToPath(new URL('../testing/ingest-forever.ts', import.meta.url))
  const acknowledged: string[] = []
  for (const batches of [1, 4, 9]) {
    const owner = spawn(process.execPath, [...sourceArguments, script, dir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void owner.kill('SIGKILL'))
    const ended = once(owner, 'close')
    let seen = 0
    for await (const line of createInterface(owner.stdout)) {
      acknowledged.push(...line.split(' '))
      seen += 1
      if (seen === batches) owner.kill('SIGKILL')
    }
    await ended
    expect(seen).toBeGreaterThanOrEqual(batches)
  }

  const engine = await openTestEngine({ defer: onTestFinished }, { dir })
  const ids: string[] = []
  for await (const raw of engine.readPairs('credit-risk', open)) ids.push(JSON.parse(raw).id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(acknowledged.filter(id => !ids.includes(id))).toEqual([])
})

test('a closed engine says so', async () => {
  const engine = await openTestEngine({ defer: onTestFinished })
  await engine.close()
  await engine.close()
  await expect(engine.ping()).rejects.toThrow('closed')
})
