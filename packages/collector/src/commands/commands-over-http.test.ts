import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AckSchema, type Report, ReportSchema } from '@shadow-mode/protocol'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { v7 } from 'uuid'
import * as v from 'valibot'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startCollector } from '../collector/start-collector.ts'
import { batchText } from '../testing/batch-text.ts'
import { hostileInputs } from '../testing/hostile-inputs.ts'
import { outcomeRecord } from '../testing/outcome-record.ts'
import { pairText } from '../testing/pair-text.ts'
import { runCli } from '../testing/run-cli.ts'

vi.setConfig({ testTimeout: 120_000 })

async function runningCollector() {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const collector = await startCollector({ dir, ingestKey: 'key', readToken: 'read', port: 0 })
  onTestFinished(() => collector.close())
  return { dir, url: collector.url, read: ['--url', collector.url, '--token', 'read'] }
}

async function reported(read: string[]): Promise<Report> {
  const { stdout, stderr } = await runCli('report', 'credit-risk', ...read, '--format', 'json')
  expect(stderr).toBe('')
  return v.parse(ReportSchema, JSON.parse(stdout))
}

test('import, export and report work through a running collector', async () => {
  const { dir, url, read } = await runningCollector()
  const lines = Array.from({ length: 700 }, (_, index) =>
    pairText(newPair({ at: Date.now() + index }), hostileInputs[index % hostileInputs.length] ?? '{}'),
  )
  const file = join(dir, 'pairs.jsonl')
  await writeFile(file, lines.join('\n'))
  const imported = await runCli('import', 'credit-risk', file, '--url', url, '--token', 'key')
  expect(imported).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(imported.stdout)).toEqual({
    lines: 700,
    bad: 0,
    accepted: 700,
    duplicates: 0,
    rejected: 0,
  })

  const exported = await runCli('export', 'credit-risk', ...read)
  expect(exported).toEqual({ code: 0, stderr: '', stdout: `${lines.join('\n')}\n` })
  expect((await reported(read)).capture).toMatchObject({ pairs: 700, setAside: 0, conflicts: 0 })

  const held = await runCli('report', 'credit-risk', '--data', dir)
  expect(held).toMatchObject({ code: 2, stdout: '' })
  expect(held.stderr).toContain('--url')
})

test('outcomes and what was lost of them stand in the report, and go out as they came in', async () => {
  const { url, read } = await runningCollector()
  const texts = [outcomeRecord().text, outcomeRecord({ label: '{"n":9007199254740993}' }).text]
  const losses = '{"credit-risk":{"sampled":4,"unconfirmed":0,"dropped":{"full":2}}}'
  const body = batchText(texts, { list: 'outcomes', losses })
  expect((await fetch(`${url}/v1/outcomes?key=key`, { method: 'POST', body })).status).toBe(202)

  const { stdout, stderr } = await runCli('export', 'credit-risk', '--outcomes', ...read)
  expect(stderr).toBe('')
  expect(stdout.trimEnd().split('\n').toSorted()).toEqual(texts.toSorted())
  const report = await runCli('report', 'credit-risk', ...read)
  expect(report).toMatchObject({ code: 3, stderr: '' })
  expect(report.stdout).toMatch(
    /^ {2}outcomes +stored 2, set aside 0; lost full 2; unconfirmed 0; recorded 4 on 1 clients$/m,
  )
})

test('a wrong token, an unknown experiment and a silent collector end with exit code 2', async () => {
  const { url, read } = await runningCollector()
  const wrong = await runCli('report', 'credit-risk', '--url', url, '--token', 'nope')
  expect(wrong.code).toBe(2)
  expect(wrong.stderr).toContain('401')
  const unknown = await runCli('export', 'nobody', ...read)
  expect(unknown.code).toBe(2)
  expect(unknown.stderr).toContain('404')
  const silent = await runCli('report', 'credit-risk', '--url', 'http://127.0.0.1:9', '--token', 'read')
  expect(silent.code).toBe(2)
  expect(silent.stderr).toContain('does not answer')
})

test('a pair that only the engine refuses is acknowledged, set aside and counted; its batch is kept', async () => {
  const { url, read } = await runningCollector()
  // Half a surrogate pair passes JSON and PairSchema; no UTF-8 column can hold it.
  const pairs = [
    newPair(),
    newPair({ reference: '\ud800' }),
    newPair(),
    newPair({ at: Date.UTC(2200, 0, 1) }),
  ]
  const batch = {
    batchId: v7(),
    sentAt: new Date().toISOString(),
    sdk: '1.0.0',
    client: v7(),
    losses: {},
    pairs,
  }
  const response = await fetch(`${url}/v1/pairs?key=key`, { method: 'POST', body: JSON.stringify(batch) })
  expect(response.status).toBe(202)
  expect(v.parse(AckSchema, await response.json())).toMatchObject({ accepted: 4, rejected: [] })
  expect((await reported(read)).capture).toMatchObject({ pairs: 2, setAside: 1, quarantined: 1 })
})

test('a pair longer than a collector takes costs itself only', async () => {
  const { dir, url } = await runningCollector()
  const lines = [
    JSON.stringify(newPair()),
    JSON.stringify(newPair({ input: 'x'.repeat(6_000_000) })),
    JSON.stringify(newPair()),
  ]
  const file = join(dir, 'pairs.jsonl')
  await writeFile(file, lines.join('\n'))
  const { code, stdout, stderr } = await runCli('import', 'credit-risk', file, '--url', url, '--token', 'key')
  expect(code).toBe(2)
  expect(stderr).toContain(`${file}:2: longer than`)
  expect(JSON.parse(stdout)).toMatchObject({ lines: 3, bad: 1, accepted: 2, rejected: 0 })
})

test('rules of hundreds of margins reach the collector; longer ones are told how', async () => {
  const { dir, url, read } = await runningCollector()
  await fetch(`${url}/v1/pairs?key=key`, {
    method: 'POST',
    body: JSON.stringify({
      batchId: v7(),
      sentAt: new Date().toISOString(),
      sdk: '1.0.0',
      client: v7(),
      losses: {},
      pairs: [newPair()],
    }),
  })
  const report = async (margins: number) => {
    const rules = join(dir, 'rules.json')
    const entries = Array.from({ length: margins }, (_, index) => [
      `outputs.items[].field${index}.agreement`,
      { min: 0.95 },
    ])
    await writeFile(rules, JSON.stringify({ margins: Object.fromEntries(entries) }))
    return runCli('report', 'credit-risk', ...read, '--rules', rules)
  }
  expect(await report(400)).toMatchObject({ code: 3, stderr: '' })
  const long = await report(4_000)
  expect(long.code).toBe(2)
  expect(long.stderr).toMatch(/431: .*rules are too long.*--data/)
})
