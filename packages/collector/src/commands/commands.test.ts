import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { ReportSchema } from '@shadow-mode/protocol'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { v7 } from 'uuid'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { lockFolder } from '../folder/lock-folder.ts'
import { openLog } from '../log/open-log.ts'
import { packRecords } from '../log/pack-records.ts'
import { hostileInputs } from '../testing/hostile-inputs.ts'
import { ingestRecord } from '../testing/ingest-record.ts'
import { openTestEngine } from '../testing/open-test-engine.ts'
import { outcomeRecord } from '../testing/outcome-record.ts'
import { pairText } from '../testing/pair-text.ts'
import { runCli, startCli } from '../testing/run-cli.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const nothing = { duplicates: 0, conflicts: 0, quarantined: 0, setAside: 0 }
const hostileLines = () =>
  hostileInputs.map((input, index) => pairText(newPair({ at: Date.UTC(2031, 0, 1) + index }), input))

async function imported(lines: string[]): Promise<{ dir: string; file: string }> {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const file = join(dir, 'pairs.jsonl')
  await writeFile(file, lines.join('\n'))
  const result = await runCli('import', 'credit-risk', file, '--data', dir)
  expect(result).toMatchObject({ code: 0, stderr: '' })
  return { dir, file }
}

describe('import and export', () => {
  test('give every pair back as it was sent, and a second import stores nothing', async () => {
    const lines = hostileLines()
    const { dir } = await imported(lines)
    const exported = await runCli('export', 'credit-risk', '--data', dir)
    expect(exported).toEqual({ code: 0, stderr: '', stdout: `${lines.join('\n')}\n` })

    const again = join(dir, 'again.jsonl.gz')
    await writeFile(again, gzipSync(exported.stdout))
    const second = await runCli('import', 'credit-risk', again, '--data', dir)
    const summary = { lines: lines.length, bad: 0, ...nothing, stored: 0, duplicates: lines.length }
    expect(JSON.parse(second.stdout)).toEqual(summary)
  })

  test('outcomes come from a file of their own, with or without pairs, and are stored once', async () => {
    const dir = await temporaryFolder({ defer: onTestFinished })
    const pairs = join(dir, 'pairs.jsonl')
    await writeFile(pairs, JSON.stringify(newPair()))
    const outcomes = join(dir, 'outcomes.jsonl.gz')
    const lines = [outcomeRecord().text, outcomeRecord({ outcomeId: null }).text]
    await writeFile(outcomes, gzipSync([...lines, '{"label":1}'].join('\n')))
    const both = await runCli('import', 'credit-risk', pairs, '--outcomes', outcomes, '--data', dir)
    expect(both.code).toBe(2)
    expect(both.stderr).toContain(`${outcomes}:3: experiment: `)
    const counts = { lines: 3, bad: 1, ...nothing }
    expect(JSON.parse(both.stdout)).toEqual({
      lines: 1,
      bad: 0,
      ...nothing,
      stored: 1,
      outcomes: { ...counts, stored: 2 },
    })
    const again = await runCli('import', '--outcomes', outcomes, '--data', dir)
    expect(JSON.parse(again.stdout)).toEqual({ outcomes: { ...counts, stored: 0, duplicates: 2 } })
    const other = await runCli('import', 'other', '--outcomes', outcomes, '--data', dir)
    expect(JSON.parse(other.stdout)).toMatchObject({ outcomes: { bad: 3 } })
    expect(await runCli('import', 'credit-risk', '--data', dir)).toMatchObject({ code: 2, stdout: '' })

    const exported = await runCli('export', 'credit-risk', '--outcomes', '--data', dir)
    expect(exported.stdout.trimEnd().split('\n').toSorted()).toEqual(lines.toSorted())
    const windowed = await runCli('export', 'credit-risk', '--outcomes', '--to', '2030-01-01', '--data', dir)
    expect(windowed).toMatchObject({ code: 2, stdout: '' })
    expect(windowed.stderr).toContain('--outcomes: ')
  })

  test('a bad line is named, passed over, and makes the exit code 2', async () => {
    const dir = await temporaryFolder({ defer: onTestFinished })
    const file = join(dir, 'pairs.jsonl')
    const slow = JSON.stringify(newPair()).replace('"durationMs":4.7', '"durationMs":"slow"')
    const lines = [
      JSON.stringify(newPair()),
      '',
      '{"id":',
      slow,
      JSON.stringify(newPair({ experiment: 'other' })),
      JSON.stringify(newPair()),
    ]
    const latin1 = Buffer.from(`\n${JSON.stringify(newPair({ subject: 'Zoë' }))}`, 'latin1')
    await writeFile(file, Buffer.concat([Buffer.from(lines.join('\r\n')), latin1]))
    const { code, stdout, stderr } = await runCli('import', 'credit-risk', file, '--data', dir)
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toEqual({ lines: 6, bad: 4, ...nothing, stored: 2 })
    const problems = stderr.trimEnd().split('\n')
    expect(problems).toHaveLength(4)
    expect(problems[0]).toContain('pairs.jsonl:3: ')
    expect(problems[1]).toContain('pairs.jsonl:4: live.durationMs: ')
    expect(problems[2]).toContain('pairs.jsonl:5: experiment: ')
    expect(problems[3]).toContain('pairs.jsonl:7: ')
  })

  test('a file that ends in the middle of its gzip keeps what could be read and fails', async () => {
    const dir = await temporaryFolder({ defer: onTestFinished })
    const file = join(dir, 'pairs.jsonl.gz')
    const lines = Array.from({ length: 400 }, () => JSON.stringify(newPair()))
    const zipped = gzipSync(lines.join('\n'))
    await writeFile(file, zipped.subarray(0, Math.floor(zipped.length * 0.9)))
    const { code, stderr } = await runCli('import', 'credit-risk', file, '--data', dir)
    expect(code).toBe(2)
    expect(stderr).toContain('shadow-mode import: ')
    const exported = await runCli('export', 'credit-risk', '--data', dir)
    const kept = exported.stdout.trimEnd().split('\n').length
    expect(kept).toBeGreaterThan(100)
    expect(kept).toBeLessThan(400)
  })

  test('takes a window, and a reader that leaves early is no error', async () => {
    const start = Date.UTC(2026, 10, 2)
    const lines = Array.from({ length: 9_000 }, (_, index) =>
      JSON.stringify(newPair({ at: start + index * 1_000 })),
    )
    const { dir } = await imported(lines)
    const window = ['--from', '2026-11-02T00:00:10Z', '--to', '2026-11-02T00:00:12Z']
    const part = await runCli('export', 'credit-risk', '--data', dir, ...window)
    expect(part.stdout.trimEnd().split('\n')).toEqual(lines.slice(10, 12))

    const child = startCli(['export', 'credit-risk', '--data', dir])
    const code = once(child, 'close')
    child.stdout.once('data', () => child.stdout.destroy())
    const stderr = await text(child.stderr)
    expect({ code: await code, stderr }).toEqual({ code: [0, null], stderr: '' })
  })
})

describe('report', () => {
  test('prints text or JSON, to stdout or a file, and its exit code is the verdict', async () => {
    const { dir } = await imported(hostileLines())
    const plain = await runCli('report', 'credit-risk', '--data', dir)
    expect(plain).toMatchObject({ code: 3, stderr: '' })
    expect(plain.stdout).toContain(String(hostileInputs.length))

    const file = join(dir, 'report.json')
    const json = await runCli('report', 'credit-risk', '--data', dir, '--format', 'json', '-o', file)
    expect(json).toEqual({ code: 3, stdout: '', stderr: '' })
    const report = v.parse(ReportSchema, JSON.parse(await readFile(file, 'utf8')))
    expect(report).toMatchObject({ experiment: 'credit-risk', capture: { pairs: hostileInputs.length } })
  })

  test('misspelt rules ask for nothing, and are refused by name', async () => {
    const { dir } = await imported([JSON.stringify(newPair())])
    const rules = join(dir, 'rules.json')
    await writeFile(rules, '{"margin":{}}')
    const { code, stderr } = await runCli('report', 'credit-risk', '--data', dir, '--rules', rules)
    expect(code).toBe(2)
    expect(stderr).toContain('rules: margin: unknown rule')
  })
})

describe('a wrong call of report ends with exit code 2 and says so', () => {
  const scope = new AsyncDisposableStack()
  afterAll(() => scope.disposeAsync())
  let dir: string
  beforeAll(async () => {
    dir = await temporaryFolder(scope)
    const engine = await openTestEngine(scope, { dir })
    await engine.ingest([ingestRecord(newPair(), 1)], [], { quarantine: true })
    await engine.close()
  })

  test.each([
    ['an unknown experiment', ['nobody'], /"nobody"/],
    ['an unknown option', ['credit-risk', '--frm', '2026-01-01'], /--frm/],
    ['an unknown format', ['credit-risk', '--format', 'pdf'], /--format/],
    ['a day that no calendar has', ['credit-risk', '--from', '2026-13-01'], /from: /],
    [
      'a window that ends before it begins',
      ['credit-risk', '--from', '2026-02-01', '--to', '2026-01-01'],
      /to: /,
    ],
    ['rules that are not there', ['credit-risk', '--rules', '/nowhere/rules.json'], /rules\.json/],
    ['no place', ['credit-risk', '--data='], /--data/],
  ])('%s', async (_, argv, message) => {
    const { code, stdout, stderr } = await runCli('report', '--data', dir, ...argv)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(message)
  })
})

test('what a killed collector left in its log is in the export', async () => {
  const stored = newPair()
  const { dir } = await imported([JSON.stringify(stored)])
  const pair = newPair({ at: Date.now() + 1_000 })
  const raw = JSON.stringify(pair)
  const log = await openLog({ folder: join(dir, 'log'), afterSeq: 1, onProblem: () => undefined })
  await log.append({
    receivedAt: Date.now(),
    batchId: v7(),
    client: v7(),
    sentAt: new Date().toISOString(),
    sdk: '1.0.0',
    losses: {},
    records: packRecords([{ id: pair.id, experiment: pair.experiment, raw }]),
  })
  await log.close()
  const { stdout } = await runCli('export', 'credit-risk', '--data', dir)
  expect(stdout).toBe(`${JSON.stringify(stored)}\n${raw}\n`)
})

test('a folder without data is not made into one', async () => {
  const dir = join(await temporaryFolder({ defer: onTestFinished }), 'absent')
  const { code, stderr } = await runCli('export', 'credit-risk', '--data', dir)
  expect(code).toBe(2)
  expect(stderr).toContain('contains no collector data')
})

test('a folder whose collector lives is left alone, also while its engine is down', async () => {
  const { dir, file } = await imported([JSON.stringify(newPair())])
  // The collector's own lock; its engine, which has crashed, holds none.
  const lock = await lockFolder(dir, { onProblem: () => undefined })
  onTestFinished(() => lock.release())
  for (const argv of [
    ['report', 'credit-risk'],
    ['export', 'credit-risk'],
    ['import', 'credit-risk', file],
  ]) {
    const { code, stdout, stderr } = await runCli(...argv, '--data', dir, '--lock-wait', '0')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('--url')
    expect(stderr).toContain(`the process with id ${process.pid} on host ${hostname()}, since 2`)
  }
})

test('a file does not steer the terminal that its bad lines are named on', async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const file = join(dir, 'pairs.jsonl')
  const served = JSON.stringify(newPair()).replace('"served":"live"', '"served":"\\u001b[2J\\u202e"')
  await writeFile(file, [served, '\u001b]0;owned\u0007'].join('\n'))
  const { code, stderr } = await runCli('import', 'credit-risk', file, '--data', dir)
  expect(code).toBe(2)
  expect(stderr).toContain('pairs.jsonl:2')
  expect(stderr).toContain('\\u001b[2J\\u202e')
  // oxlint-disable-next-line no-control-regex -- what must not be there
  expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
})

test('a collector outlives the reader of its messages', async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const flags = join(dir, 'flags.json')
  await writeFile(flags, 'no flags')
  const options = ['--data', join(dir, 'data'), '--ingest-key', 'k', '--port', '0', '--flags', flags]
  const collector = startCli(['collect', ...options])
  onTestFinished(() => void collector.kill('SIGKILL'))
  const [ready]: unknown[] = await once(collector.stdout.setEncoding('utf8'), 'data')
  const url = /http:\S+/.exec(String(ready))?.[0]
  collector.stdout.destroy()
  collector.stderr.destroy()
  // Each of these is a message to stderr, which nobody reads any more.
  for (const content of ['no flags', 'none', 'not one']) {
    await writeFile(flags, content)
    expect((await fetch(`${url}/flags.json`)).status).toBe(404)
  }
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  const exit = once(collector, 'exit')
  collector.kill('SIGTERM')
  expect(await exit).toEqual([0, null])
})

test.each([
  ['--rules', ['--rules', tmpdir()]],
  ['--rules', ['--rules', join(tmpdir(), 'no-such-rules.json')]],
  ['--output', ['-o', tmpdir()]],
  ['--format', ['--format', 'yaml']],
])('a report that cannot be made as asked names %s', async (option, argv) => {
  const { dir } = await imported([JSON.stringify(newPair())])
  const { code, stdout, stderr } = await runCli('report', 'credit-risk', '--data', dir, ...argv)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(`shadow-mode report: ${option}: `)
})
