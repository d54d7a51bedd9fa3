import { spawnSync } from 'node:child_process'
import { chmod, chown, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import { expect, test } from 'vitest'
import { testScope } from '../test-scope.ts'
import { expectStoredOnce } from './expect-stored-once.ts'
import { readinessOf } from './readiness-of.ts'
import { freshPair, sendPairs } from './send-pairs.ts'
import { commandLine, startCollect } from './start-collect.ts'

const NOBODY = 65_534
// Permissions do not bind root, so the collector runs as somebody else.
const isRoot = process.getuid?.() === 0
const wrapper = isRoot ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : []
const [program = '', ...args] = [...wrapper, ...commandLine('--version')]
const canRun = spawnSync(program, args).status === 0
if (!canRun) console.warn('\nSKIPPED: another user than root cannot run the collector here.\n')

const batch = () => Array.from({ length: 10 }, () => freshPair(20_000))

/** Where the engine creates the files of its tables. */
async function tableFolders(dir: string): Promise<string[]> {
  const entries = await readdir(join(dir, 'engine', 'store'), { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isDirectory())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => path.split('/').at(-2)?.length === 3)
}

test.skipIf(!canRun)(
  'a folder that loses its permissions: refused, told, nothing lost, back by itself',
  async () => {
    const scope = testScope()
    const parent = await temporaryFolder(scope, 'folder')
    const dir = join(parent, 'data')
    await mkdir(dir)
    if (isRoot) for (const path of [parent, dir]) await chown(path, NOBODY, NOBODY)
    const acknowledged = new Set<string>()
    // Small segments, so that the log soon needs a new one.
    const collect = startCollect(scope, { dir, wrapper, argv: ['--max-bytes', '20000000'] })
    const output = () => collect.process.output()
    const url = await collect.url()
    const locked = [join(dir, 'log'), ...(await tableFolders(dir))]

    for (let round = 0; round < 3; round++) {
      expect((await sendPairs(url, batch(), acknowledged)).status, output()).toBe(202)
      for (const path of locked) await chmod(path, 0o500)
      let refused = await sendPairs(url, batch(), acknowledged)
      for (let n = 0; n < 20 && refused.status === 202; n++)
        refused = await sendPairs(url, batch(), acknowledged)
      expect(refused).toMatchObject({ status: 503, retryAfter: expect.stringMatching(/^\d+$/) })
      await until(
        async () => {
          const { status, problems } = await readinessOf(url)
          return (
            status === 503 && /log: EACCES/.test(problems) && /inserts: .*permission denied/.test(problems)
          )
        },
        async () => `${JSON.stringify(await readinessOf(url))}\n${output()}`,
      )
      for (const path of locked) await chmod(path, 0o700)
      await until(
        async () => (await readinessOf(url)).status === 200,
        async () => `${JSON.stringify(await readinessOf(url))}\n${output()}`,
      )
      expect((await sendPairs(url, batch(), acknowledged)).status).toBe(202)
    }
    await collect.signal('SIGTERM')
    await collect.ended()
    await expectStoredOnce(scope, dir, acknowledged)
  },
)
