import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pair } from '@shadow-mode/protocol'
import { runProgram } from '@shadow-mode/test-support/servers/child-process.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import { expect, test } from 'vitest'
import { testScope } from '../test-scope.ts'
import { expectStoredOnce } from './expect-stored-once.ts'
import { readinessOf } from './readiness-of.ts'
import { freshPair, sendPairs } from './send-pairs.ts'
import { commandLine, startCollect } from './start-collect.ts'

const DAY_MS = 86_400_000
const PAIR_BYTES = 20_000
const batch = () => Array.from({ length: 10 }, () => freshPair(PAIR_BYTES))
const daysOld = (days: number, count: number) =>
  Array.from({ length: count }, () => freshPair(PAIR_BYTES, Date.now() - days * DAY_MS))

async function importPairs(scope: AsyncDisposableStack, dir: string, pairs: Pair[]): Promise<void> {
  const file = join(await temporaryFolder(scope, 'import'), 'pairs.jsonl')
  await writeFile(file, pairs.map(pair => JSON.stringify(pair)).join('\n'))
  const [program = '', ...args] = commandLine('import', 'credit-risk', file, '--data', dir)
  const imported = runProgram(scope, program, args)
  await until(() => !imported.isRunning(), imported.output)
  expect(imported.output()).toContain(`"stored":${pairs.length}`)
}

test('--max-bytes refuses and deletes nothing; retention or a larger limit brings room', async () => {
  const scope = testScope()
  const dir = await temporaryFolder(scope, 'folder')
  const old = daysOld(100, 200)
  const young = daysOld(20, 100)
  await importPairs(scope, dir, [...old, ...young])
  const acknowledged = new Set(young.map(({ id }) => id))

  // The folder is over the limit from the start.
  const limit = ['--max-bytes', '5000000']
  const full = startCollect(scope, { dir, argv: [...limit, '--retention-days', '400'] })
  const fullUrl = await full.url()
  expect(await sendPairs(fullUrl, batch(), acknowledged)).toMatchObject({ status: 429, retryAfter: '60' })
  expect(await readinessOf(fullUrl)).toMatchObject({
    status: 503,
    problems: expect.stringMatching(/^storage: \d+ of the 5000000 bytes of --max-bytes are in use$/),
  })
  await full.signal('SIGTERM')
  await full.ended()
  await expectStoredOnce(scope, dir, new Set([...acknowledged, ...old.map(({ id }) => id)]))

  const retained = startCollect(scope, { dir, argv: [...limit, '--retention-days', '60'] })
  const url = await retained.url()
  await until(async () => (await readinessOf(url)).status === 200, retained.process.output)
  expect(retained.process.output()).toMatch(/The retention deleted pairs: 200 \(weeks of /)
  const metrics = await (await fetch(`${url}/metrics`)).text()
  expect(metrics).toContain('shadow_mode_retention_deleted_records_total{kind="pairs"} 200')
  expect((await sendPairs(url, batch(), acknowledged)).status).toBe(202)
  await until(
    async () => (await sendPairs(url, batch(), acknowledged)).status === 429,
    retained.process.output,
  )
  await retained.signal('SIGKILL')
  await retained.ended()

  const larger = startCollect(scope, { dir, argv: ['--max-bytes', '100000000'] })
  expect((await sendPairs(await larger.url(), batch(), acknowledged)).status).toBe(202)
  await larger.signal('SIGTERM')
  await larger.ended()
  const stored = await expectStoredOnce(scope, dir, acknowledged)
  expect(old.filter(({ id }) => stored.has(id))).toEqual([])
  expect(stored.size).toBe(acknowledged.size)
})
