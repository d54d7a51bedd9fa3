import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from '@shadow-mode/test-support/servers/child-process.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import { expect } from 'vitest'
import { commandLine } from './start-collect.ts'

/** Every acknowledged pair is in the export of the folder, and none is there twice. Returns the ids of the export. */
export async function expectStoredOnce(
  scope: AsyncDisposableStack,
  dir: string,
  acknowledged: ReadonlySet<string>,
): Promise<Set<string>> {
  const file = join(await temporaryFolder(scope, 'export'), 'pairs.jsonl')
  const exported = commandLine('export', 'credit-risk', '--data', dir, '--lock-wait', '60')
  const shell = runProgram(scope, 'sh', ['-c', 'out=$1; shift; exec "$@" >"$out"', 'sh', file, ...exported])
  await until(() => !shell.isRunning(), shell.output)
  const lines = (await readFile(file, 'utf8')).split('\n').filter(line => line !== '')
  const ids = lines.map((line): string => JSON.parse(line).id)
  expect(ids.length, shell.output()).toBeGreaterThan(0)
  const stored = new Set(ids)
  expect(ids.length, 'pairs that are stored twice').toBe(stored.size)
  expect(
    [...acknowledged].filter(id => !stored.has(id)),
    'acknowledged and lost',
  ).toEqual([])
  return stored
}
