import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type ImportMap, type Pair, type Report, ReportSchema } from '@shadow-mode/protocol'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import * as v from 'valibot'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startCollector } from '../collector/start-collector.ts'
import { runCli } from '../testing/run-cli.ts'
import { sourceArguments } from '../testing/source-arguments.ts'

vi.setConfig({ testTimeout: 120_000 })

const HEADER = 'at,application,score_v1,score_v2,approved_v1,approved_v2,age,defaulted'
const MAP: ImportMap = {
  time: 'at',
  reference: 'application',
  live: { score: 'score_v1', approved: 'approved_v1' },
  candidate: { score: 'score_v2', approved: 'approved_v2' },
  inputs: ['age'],
  label: 'defaulted',
  versions: { live: { value: '1.4.0' }, candidate: { value: '2.0.0' } },
}

/** 300 rows, of which the approval differs in every tenth. No application occurs twice, but some rows are equal. */
const makeRows = (count = 300): string[] =>
  Array.from({ length: count }, (_, index) => {
    const score = (index % 97) / 100
    const day = String((index % 28) + 1).padStart(2, '0')
    return `2026-11-${day},a${Math.floor(index / 2)},${score},${score},True,${index % 10 === 0 ? 'False' : 'True'},${index % 2},${index % 3 === 0 ? 1 : 0}`
  })

const run = (command: string, ...argv: string[]) => runCli(command, 'credit-risk', ...argv)

async function writeLog(rows: readonly string[], map: ImportMap = MAP) {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const files = { log: join(dir, 'scores.csv'), map: join(dir, 'map.json'), data: join(dir, 'data') }
  await writeFile(files.log, [HEADER, ...rows, ''].join('\n'))
  await writeFile(files.map, JSON.stringify(map))
  return {
    ...files,
    dir,
    run,
    import: (log = files.log) => run('import', log, '--map', files.map, '--data', files.data),
  }
}

const nothing = { duplicates: 0, conflicts: 0, quarantined: 0, setAside: 0 }

test('a log is imported once, whatever is added to it and however it is sorted later', async () => {
  const rows = makeRows()
  const log = await writeLog(rows)
  const first = await log.import()
  expect(first).toMatchObject({ code: 0, stderr: '' })
  const stored = { ...nothing, stored: 300 }
  expect(JSON.parse(first.stdout)).toEqual({ rows: 300, bad: 0, ...stored, outcomes: stored })

  const known = { ...nothing, stored: 0, duplicates: 300 }
  expect(JSON.parse((await log.import()).stdout)).toEqual({ rows: 300, bad: 0, ...known, outcomes: known })

  await writeFile(
    log.log,
    gzipSync([HEADER, ...[...rows, ...makeRows(302).slice(300)].toReversed()].join('\r\n')),
  )
  const later = { ...nothing, stored: 2, duplicates: 300 }
  expect(JSON.parse((await log.import()).stdout)).toEqual({ rows: 302, bad: 0, ...later, outcomes: later })
})

test('outcomes of a second file are counted beside the labels', async () => {
  const log = await writeLog(makeRows(20))
  const outcomes = join(log.dir, 'outcomes.jsonl')
  const outcome = {
    experiment: 'credit-risk',
    reference: 'a1',
    label: 1,
    observedAt: '2026-11-20T00:00:00.000Z',
  }
  await writeFile(outcomes, JSON.stringify(outcome))
  const argv = [log.log, '--map', log.map, '--outcomes', outcomes, '--data', log.data]
  const { stdout } = await run('import', ...argv)
  expect(JSON.parse(stdout)).toMatchObject({ rows: 20, stored: 20, outcomes: { stored: 21 } })
})

test('labels that come later become outcomes of the same pairs', async () => {
  const rows = makeRows(20)
  const log = await writeLog(rows.map(row => row.replace(/,\d$/, ',')))
  expect(JSON.parse((await log.import()).stdout)).toMatchObject({ stored: 20, outcomes: { stored: 0 } })
  await writeFile(log.log, [HEADER, ...rows].join('\n'))
  expect(JSON.parse((await log.import()).stdout)).toMatchObject({
    stored: 0,
    duplicates: 20,
    outcomes: { stored: 20 },
  })
})

test('another map of the same file doubles nothing, and says so', async () => {
  const log = await writeLog(makeRows(20))
  await log.import()
  await writeFile(log.map, JSON.stringify({ ...MAP, versions: { live: { value: '1.5.0' } } }))
  const again = await log.import()
  expect(JSON.parse(again.stdout)).toMatchObject({ stored: 0, conflicts: 20 })
  expect(again.stderr).toMatch(/^20 rows are stored already, with another content\./)
})

test('a row that cannot be mapped is named, and the others are stored', async () => {
  const log = await writeLog([...makeRows(20), 'soon,a1,1,1,True,True,1,1', '2026-11-02,a1,1'])
  const { code, stdout, stderr } = await log.import()
  expect(code).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({ rows: 22, bad: 2, stored: 20, outcomes: { stored: 20 } })
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringContaining(`${log.log}:22: time: column "at" has "soon"`),
    `${log.log}:23: 3 fields, but the header has 8`,
  ])
})

test('a file that ends in the middle of its gzip keeps what could be read and fails', async () => {
  const log = await writeLog([])
  const zipped = gzipSync([HEADER, ...makeRows(5_000)].join('\n'))
  await writeFile(log.log, zipped.subarray(0, Math.floor(zipped.length * 0.9)))
  expect(await log.import()).toMatchObject({ code: 2, stdout: '' })
  const exported = await log.run('export', '--data', log.data)
  expect(exported.stdout.trimEnd().split('\n').length).toBeGreaterThan(1_000)
})

test('a log and pairs of the SDK come through a pipe, too', async () => {
  const log = await writeLog(makeRows(20))
  const cli = fileURLToPath(new URL('../cli.ts', import.meta.url))
  const pipe = (path: string, ...argv: string[]) => {
    const command = [
      process.execPath,
      ...sourceArguments,
      cli,
      'import',
      'credit-risk',
      '/dev/stdin',
      ...argv,
    ]
    return spawnSync('sh', ['-c', 'file=$1; shift; cat "$file" | "$@"', 'sh', path, ...command])
  }
  await writeFile(log.log, gzipSync(await readFile(log.log)))
  const piped = pipe(log.log, '--map', log.map, '--data', log.data)
  expect(piped.stderr.toString()).toBe('')
  expect(JSON.parse(piped.stdout.toString())).toMatchObject({ rows: 20, stored: 20 })
  const { stdout } = await run('export', '--data', log.data)
  await writeFile(log.log, stdout)
  const again = pipe(log.log, '--data', log.data)
  expect(JSON.parse(again.stdout.toString())).toMatchObject({ lines: 20, stored: 0, duplicates: 20 })
})

test('a dry run shows the first pair as import stores it, and stores nothing', async () => {
  const log = await writeLog([...makeRows(20), 'soon,a1,1,1,True,True,1,1'])
  const dry = await log.run('import', log.log, '--map', log.map, '--dry-run')
  expect(dry.code).toBe(2)
  expect(dry.stderr).toContain(`${log.log}:22: time: `)
  const shown: { pair: Pair } = JSON.parse(dry.stdout)
  expect(shown).toMatchObject({
    rows: 21,
    bad: 1,
    valid: 20,
    outcomes: { valid: 20 },
    pair: { capturedAt: '2026-11-01T00:00:00.000Z', input: { age: 0 }, live: { output: { approved: true } } },
    outcome: { id: shown.pair.id, label: 1 },
  })
  await log.import()
  const exported = await log.run('export', '--data', log.data)
  expect(exported.stdout.split('\n')).toContain(JSON.stringify(shown.pair))
})

test.each([
  [
    'a column that is not there',
    { ...MAP, live: { score: 'p_live' } },
    'live.score: no column "p_live"; the file has "at"',
  ],
  ['a field that is none', { ...MAP, lable: 'y' }, 'map: lable: unknown field'],
  ['a zone that is none', { ...MAP, timezone: 'Mars' }, 'timezone: there is no time zone "Mars"'],
])('a map with %s is refused before anything is opened', async (_, map, message) => {
  const log = await writeLog(makeRows(2), map)
  const result = await log.import()
  expect(result).toMatchObject({ code: 2, stdout: '' })
  expect(result.stderr).toContain(`shadow-mode import: ${message}`)
  expect((await log.run('export', '--data', log.data)).stderr).toContain('contains no collector data')
})

test('without a map, a log is not taken for pairs, and a map to start from is shown that works', async () => {
  const log = await writeLog(makeRows(2))
  const refused = await log.run('import', log.log, '--data', log.data)
  expect(refused).toMatchObject({ code: 2, stdout: '' })
  expect(refused.stderr).toContain('add --map FILE')
  const shown = /\{[\s\S]*\}/.exec(refused.stderr)?.[0] ?? ''
  expect(JSON.parse(shown)).toEqual({
    time: 'at',
    live: { score: 'score_v1', approved: 'approved_v1' },
    candidate: { score: 'score_v2', approved: 'approved_v2' },
    inputs: ['application', 'age', 'defaulted'],
    versions: { live: { value: '1' }, candidate: { value: '2' } },
  })
  await writeFile(log.map, `\uFEFF${shown}`, 'utf16le')
  expect(await log.import()).toMatchObject({ code: 0, stderr: '' })
})

test('report --import leads from the file to the verdict, and a second time to the same', async () => {
  const log = await writeLog(makeRows())
  const rules = join(log.dir, 'rules.json')
  const margins = { 'outputs.approved.agreement': { min: 0.6 } }
  await writeFile(rules, JSON.stringify({ margins }))
  const report = async (): Promise<{ code: number | null; stderr: string; report: Report }> => {
    const file = join(log.dir, 'report.json')
    const argv = ['--import', log.log, '--map', log.map, '--rules', rules, '--data', log.data]
    const { code, stderr } = await log.run('report', ...argv, '--format', 'json', '-o', file)
    return { code, stderr, report: v.parse(ReportSchema, JSON.parse(await readFile(file, 'utf8'))) }
  }
  const first = await report()
  expect(first.code).toBe(0)
  expect(first.stderr).toMatch(/^imported \{"rows":300,"bad":0,"stored":300,/)
  expect(first.report.capture).toMatchObject({ pairs: 300, imported: 300, outcomes: { stored: 300 } })
  expect(first.report.outputs['approved']).toMatchObject({ agreement: { agreeing: 270 } })
  expect(first.report.verdict.decision).toBe('promote')

  const second = await report()
  expect(second.stderr).toMatch(/^imported \{"rows":300,"bad":0,"stored":0,"duplicates":300,/)
  expect(second).toMatchObject({ code: 0, report: first.report })
})

test('report --import takes the pairs of the SDK without a map', async () => {
  const log = await writeLog([])
  const file = join(log.dir, 'pairs.jsonl')
  await writeFile(file, JSON.stringify(newPair()))
  const { code, stdout, stderr } = await run('report', '--import', file, '--data', log.data)
  expect({ code, stderr }).toEqual({
    code: 3,
    stderr: expect.stringMatching(/^imported \{"lines":1,"bad":0,"stored":1,/),
  })
  expect(stdout).toMatch(/^ {2}pairs +1, of which 1 compared$/m)
  const foreign = await run('report', '--import', log.log, '--data', log.data)
  expect(foreign.stderr).toContain('add --map FILE')
  const alone = await run('report', '--map', log.map, '--data', log.data)
  expect(alone.stderr).toContain('--map: Expected --import')
})

test('a bad row takes the verdict out of the exit code of report --import', async () => {
  const log = await writeLog([...makeRows(20), 'soon,a1,1,1,True,True,1,1'])
  const { code, stdout, stderr } = await log.run(
    'report',
    '--import',
    log.log,
    '--map',
    log.map,
    '--data',
    log.data,
  )
  expect(code).toBe(2)
  expect(stdout).toContain('20, of which 20 compared')
  expect(stderr).toContain(`${log.log}:22: time: `)
})

test('a running collector takes a log, too, once, and reports on it', async () => {
  // A collector puts pairs into quarantine that are older than its retention.
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const log = await writeLog(makeRows().map(row => row.replace(/^[\d-]+/, yesterday)))
  const dir = await temporaryFolder({ defer: onTestFinished })
  const collector = await startCollector({ dir, ingestKey: 'key', readToken: 'read', port: 0 })
  onTestFinished(() => collector.close())
  const argv = ['--import', log.log, '--map', log.map, '--url', collector.url, '--token', 'read']
  const refused = await log.run('report', ...argv)
  expect(refused.stderr).toContain('Missing --ingest-key')
  const report = () => log.run('report', ...argv, '--ingest-key', 'key', '--format', 'json')
  const first = await report()
  expect(first.stderr).toMatch(/"accepted":300,"duplicates":0,"rejected":0,"outcomes":\{"accepted":300/)
  const capture = { pairs: 300, imported: 300, conflicts: 0, setAside: 0, outcomes: { stored: 300 } }
  expect(JSON.parse(first.stdout)).toMatchObject({ capture })
  expect(JSON.parse((await report()).stdout)).toMatchObject({ capture })
})
