import { appendFile, open, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test } from 'vitest'
import { openGate } from '../testing/open-gate.ts'
import type { NewEntry } from './entry-codec.ts'
import type { LogEntry } from './log-entry.ts'
import { LogFullError } from './log-full-error.ts'
import { LogWriteError } from './log-write-error.ts'
import { type Log, type LogOptions, openLog } from './open-log.ts'
import { packRecords } from './pack-records.ts'
import { type OpenSegmentFile, openSegmentFile } from './segment-file.ts'

const all = { maxRecords: 5_000, maxBytes: 16 * 1024 * 1024 }

const entry = (name: string, records = 1, size = 10): Omit<LogEntry, 'firstSeq'> => ({
  receivedAt: 1_700_000_000_000,
  batchId: name,
  client: 'client',
  sentAt: '2026-11-02T00:07:11.000Z',
  sdk: '1.0.0',
  losses: { e: { sampled: 3, unconfirmed: 0, dropped: { exit: 1 } } },
  records: Array.from({ length: records }, (_, i) => ({
    id: `${name}-${i}`,
    experiment: 'e',
    raw: `{"é":${i},\n"x":"${'x'.repeat(size)}"}`,
  })),
})

const packed = (...parts: Parameters<typeof entry>): Omit<NewEntry, 'firstSeq'> => {
  const whole = entry(...parts)
  return { ...whole, records: packRecords(whole.records) }
}

async function opened(
  options: Partial<LogOptions> & { folder: string },
): Promise<{ log: Log; problems: string[] }> {
  const problems: string[] = []
  const log = await openLog({ afterSeq: 0, onProblem: message => problems.push(message), ...options })
  onTestFinished(() => log.close())
  return { log, problems }
}

async function rest(log: Log): Promise<LogEntry[]> {
  const entries: LogEntry[] = []
  for (let group = await log.next(all); group; group = await log.next(all)) {
    entries.push(...group.entries)
    await log.release(group)
  }
  return entries
}

const segmentFiles = async (folder: string) =>
  (await readdir(folder)).filter(name => name.startsWith('segment-')).sort()

/** Files whose next calls can be held up or made to fail. */
function controlledFiles() {
  const calls: string[] = []
  const control = {
    calls,
    beforeAppend: async (): Promise<void> => {},
    beforeSync: async (): Promise<void> => {},
    openFile: (async path => {
      const file = await openSegmentFile(path)
      return {
        ...file,
        append: async bytes => {
          calls.push(`append ${bytes.length}`)
          await control.beforeAppend()
          await file.append(bytes)
        },
        sync: async () => {
          calls.push('sync')
          await control.beforeSync()
          await file.sync()
        },
      }
    }) satisfies OpenSegmentFile,
  }
  return control
}

const fullDisk = () =>
  Promise.reject(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }))

test('entries come back as they were, with sequence numbers in order', async () => {
  const { log } = await opened({ folder: await temporaryFolder({ defer: onTestFinished }), afterSeq: 41 })
  await log.append(packed('a', 3))
  await log.append(packed('b', 0))
  await log.append(packed('c', 2))
  expect(await rest(log)).toEqual([
    { ...entry('a', 3), firstSeq: 42 },
    { ...entry('b', 0), firstSeq: 45 },
    { ...entry('c', 2), firstSeq: 45 },
  ])
  expect(log.state()).toMatchObject({ lastSeq: 46, backlogRecords: 0, backlogBytes: 0, releasedEntries: 3 })
})

test('append resolves only after the sync, and appends in the meantime share the next one', async () => {
  const files = controlledFiles()
  const gate = openGate()
  files.beforeSync = () => gate.passed
  const { log } = await opened({
    folder: await temporaryFolder({ defer: onTestFinished }),
    openFile: files.openFile,
  })
  const done: string[] = []
  const appends = ['a', 'b', 'c', 'd'].map(async name => {
    await log.append(packed(name))
    done.push(name)
  })
  while (!files.calls.includes('sync')) await new Promise(setImmediate)
  await sleep(20)
  expect(done).toEqual([])
  expect(await log.next(all)).toBeNull()
  gate.open()
  await Promise.all(appends)
  expect(done).toEqual(['a', 'b', 'c', 'd'])
  expect(files.calls.filter(call => call === 'sync')).toHaveLength(2)
})

test('what is not released is there again after a restart; what is released is not', async () => {
  const folder = await temporaryFolder({ defer: onTestFinished })
  const first = await opened({ folder })
  for (const name of ['a', 'b', 'c']) await first.log.append(packed(name, 2))
  const group = await first.log.next({ maxRecords: 3, maxBytes: all.maxBytes })
  expect(group?.entries.map(({ batchId }) => batchId)).toEqual(['a'])
  if (group) await first.log.release(group)
  await first.log.close()

  const second = await opened({ folder })
  expect(second.log.state()).toMatchObject({ durableEntries: 2, backlogRecords: 4, lastSeq: 6 })
  await second.log.append(packed('d'))
  expect((await rest(second.log)).map(({ batchId, firstSeq }) => [batchId, firstSeq])).toEqual([
    ['b', 3],
    ['c', 5],
    ['d', 7],
  ])
  await second.log.close()

  // All segments may be gone now: the numbers go on all the same.
  const third = await opened({ folder })
  await third.log.append(packed('e'))
  expect((await rest(third.log)).map(({ firstSeq }) => firstSeq)).toEqual([8])
  expect(third.problems).toEqual([])
})

test('an unreadable checkpoint costs a replay, not a record', async () => {
  const folder = await temporaryFolder({ defer: onTestFinished })
  const first = await opened({ folder })
  await first.log.append(packed('a'))
  await rest(first.log)
  await first.log.close()
  await writeFile(join(folder, 'checkpoint.json'), '{"segment":')
  const second = await opened({ folder })
  expect((await rest(second.log)).map(({ batchId }) => batchId)).toEqual(['a'])
})

test('a torn tail is cut off, whatever its length', async () => {
  const folder = await temporaryFolder({ defer: onTestFinished })
  const whole = await opened({ folder })
  await whole.log.append(packed('a'))
  await whole.log.append(packed('b', 2))
  await whole.log.close()
  const [name = ''] = await segmentFiles(folder)
  const bytes = await readFile(join(folder, name))
  const firstEnd = bytes.indexOf('SMJ1', 4)
  const cuts = [firstEnd + 1, firstEnd + 15, firstEnd + 40, bytes.length - 1]
  for (const cut of cuts) {
    const torn = await temporaryFolder({ defer: onTestFinished })
    await writeFile(join(torn, name), bytes.subarray(0, cut))
    const { log, problems } = await opened({ folder: torn })
    expect(problems).toEqual([expect.stringContaining(`cut off ${cut - firstEnd} bytes`)])
    expect((await readFile(join(torn, name))).length).toBe(firstEnd)
    await log.append(packed('c'))
    expect((await rest(log)).map(({ batchId, firstSeq }) => [batchId, firstSeq])).toEqual([
      ['a', 1],
      ['c', 2],
    ])
  }
})

test('a damaged entry costs itself: those behind it are read, and the file is kept', async () => {
  const folder = await temporaryFolder({ defer: onTestFinished })
  const first = await opened({ folder })
  for (const name of ['a', 'b', 'c']) await first.log.append(packed(name))
  await first.log.close()
  const [name = ''] = await segmentFiles(folder)
  const bytes = await readFile(join(folder, name))
  const file = await open(join(folder, name), 'r+')
  await file.write('#', bytes.indexOf('SMJ1', 4) + 60)
  await file.close()
  const { log, problems } = await opened({ folder })
  expect(problems).toEqual([expect.stringContaining('damaged bytes')])
  expect((await rest(log)).map(({ batchId }) => batchId)).toEqual(['a', 'c'])
  expect(log.state().damagedBytes).toBeGreaterThan(0)
  expect(await segmentFiles(folder)).toEqual([`${name}.damaged`])
})

test('bytes of foreign origin at the end do not stop the log', async () => {
  const folder = await temporaryFolder({ defer: onTestFinished })
  const first = await opened({ folder })
  await first.log.append(packed('a'))
  await first.log.close()
  const [name = ''] = await segmentFiles(folder)
  await appendFile(join(folder, name), Buffer.concat([Buffer.from('SMJ1'), Buffer.alloc(2_000_000, 0xff)]))
  const { log, problems } = await opened({ folder })
  expect(problems).toHaveLength(1)
  expect((await rest(log)).map(({ batchId }) => batchId)).toEqual(['a'])
})

test('segments rotate at their size, and go only when all of their records are released', async () => {
  const folder = await temporaryFolder({ defer: onTestFinished })
  const { log } = await opened({ folder, limits: { segmentBytes: 2_000 } })
  for (let i = 0; i < 6; i++) await log.append(packed(`${i}`, 1, 900))
  expect(await segmentFiles(folder)).toHaveLength(3)
  const group = await log.next({ maxRecords: 1, maxBytes: all.maxBytes })
  if (group) await log.release(group)
  expect(await segmentFiles(folder)).toHaveLength(3)
  expect((await rest(log)).map(({ batchId }) => batchId)).toEqual(['1', '2', '3', '4', '5'])
  // The last one stays: it is open for writing.
  expect(await segmentFiles(folder)).toHaveLength(1)
})

test('a rotated log starts a new segment, loses nothing, and the old one goes when it is released', async () => {
  const folder = await temporaryFolder({ defer: onTestFinished })
  const { log } = await opened({ folder })
  await log.rotate()
  await Promise.all(['a', 'b'].map(name => log.append(packed(name))))
  await Promise.all([log.rotate(), log.append(packed('c'))])
  expect(await segmentFiles(folder)).toHaveLength(2)
  await log.rotate()
  expect((await rest(log)).map(({ batchId }) => batchId)).toEqual(['a', 'b', 'c'])
  expect(await segmentFiles(folder)).toEqual([])
  await log.close()
  const again = await opened({ folder })
  await again.log.append(packed('d'))
  expect((await rest(again.log)).map(({ batchId, firstSeq }) => [batchId, firstSeq])).toEqual([['d', 4]])
  expect(again.problems).toEqual([])
})

test('a full disk refuses the batch; the log goes on when there is room, and no number is given out twice', async () => {
  const folder = await temporaryFolder({ defer: onTestFinished })
  const files = controlledFiles()
  const { log } = await opened({ folder, openFile: files.openFile })
  await log.append(packed('a'))
  files.beforeAppend = fullDisk
  await expect(log.append(packed('b'))).rejects.toThrow(LogWriteError)
  files.beforeAppend = async () => {}
  files.beforeSync = fullDisk
  await expect(log.append(packed('c'))).rejects.toThrow(/ENOSPC/)
  files.beforeSync = async () => {}
  await log.append(packed('d'))
  const expected = [
    ['a', 1],
    ['d', 4],
  ]
  expect((await rest(log)).map(({ batchId, firstSeq }) => [batchId, firstSeq])).toEqual(expected)
  expect(log.state()).toMatchObject({ backlogRecords: 0, backlogBytes: 0 })
})

test('the refused batch does not come back after a restart', async () => {
  const folder = await temporaryFolder({ defer: onTestFinished })
  const files = controlledFiles()
  const { log } = await opened({ folder, openFile: files.openFile })
  await log.append(packed('a'))
  files.beforeSync = fullDisk
  await expect(log.append(packed('b'))).rejects.toThrow(LogWriteError)
  await log.close()
  const again = await opened({ folder })
  expect((await rest(again.log)).map(({ batchId }) => batchId)).toEqual(['a'])
})

test('limits: records and bytes that wait for the engine, bytes that wait for the disk', async () => {
  const byRecords = await opened({
    folder: await temporaryFolder({ defer: onTestFinished }),
    limits: { backlogRecords: 3 },
  })
  await byRecords.log.append(packed('a', 3))
  await expect(byRecords.log.append(packed('b'))).rejects.toThrow(LogFullError)
  expect(() => byRecords.log.assertRoom(1)).toThrow(LogFullError)
  await rest(byRecords.log)
  await byRecords.log.append(packed('b', 3))

  const byBytes = await opened({
    folder: await temporaryFolder({ defer: onTestFinished }),
    limits: { backlogBytes: 500 },
  })
  await byBytes.log.append(packed('a', 1, 500))
  await expect(byBytes.log.append(packed('b'))).rejects.toThrow(LogFullError)

  const files = controlledFiles()
  const gate = openGate()
  files.beforeSync = () => gate.passed
  const byPending = await opened({
    folder: await temporaryFolder({ defer: onTestFinished }),
    openFile: files.openFile,
    limits: { pendingBytes: 500 },
  })
  const waiting = byPending.log.append(packed('a', 1, 500))
  await expect(byPending.log.append(packed('b'))).rejects.toThrow(LogFullError)
  gate.open()
  await waiting
  await byPending.log.append(packed('b'))
})

test('large entries have half of the room, so that small ones are still taken', async () => {
  const folder = await temporaryFolder({ defer: onTestFinished })
  const { log } = await opened({ folder, limits: { backlogBytes: 2_000_000 } })
  const large = () => log.append(packed('large', 1, 700_000))
  await large()
  await large()
  await expect(large()).rejects.toThrow(LogFullError)
  for (let i = 0; i < 4; i++) await log.append(packed('small', 1, 100_000))
  await expect(large()).rejects.toThrow(/1000000 bytes wait for the engine/)
})
