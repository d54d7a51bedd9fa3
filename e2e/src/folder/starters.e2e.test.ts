import { processTree } from '@shadow-mode/test-support/servers/process-tree.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import { expect, test } from 'vitest'
import { testScope } from '../test-scope.ts'
import { expectStoredOnce } from './expect-stored-once.ts'
import { ROUNDS } from './rounds.ts'
import { freshPair, sendPairs } from './send-pairs.ts'
import { startCollect } from './start-collect.ts'

const STARTERS = 8
const rounds = Math.max(1, Math.round(ROUNDS / 10))

test(`${rounds} rounds of eight collectors at once on the lock of a killed one: one works, seven say who`, {
  timeout: rounds * 120_000,
}, async () => {
  const scope = testScope()
  const dir = await temporaryFolder(scope, 'folder')
  const acknowledged = new Set<string>()
  for (let round = 0; round < rounds; round++) {
    const all = Array.from({ length: STARTERS }, () =>
      startCollect(scope, { dir, argv: ['--lock-wait', '0'] }),
    )
    // In the first moments a killed engine may still hold the folder, so all of them may be refused.
    const ended = await Promise.all(
      all.map(async collect => {
        const { process } = collect
        await until(() => /ready at/.test(process.output()) || !process.isRunning(), process.output)
        return !process.isRunning()
      }),
    )
    const working = all.filter((_, index) => !ended[index])
    expect(working).toHaveLength(1)
    const refused = all.filter((_, index) => ended[index]).map(({ process }) => process.output())
    expect(refused.filter(output => !output.includes('is in use: it is held by'))).toEqual([])
    const [collect] = working
    const url = (await collect?.url()) ?? ''
    expect((await sendPairs(url, [freshPair()], acknowledged)).status).toBe(202)
    const tree = await processTree(collect?.process.pid ?? 0)
    await collect?.process.kill()
    await until(
      async () => (await processTree(tree.at(-1)?.pid ?? 0)).length === 0,
      () => 'engine ended',
    )
  }
  await expectStoredOnce(scope, dir, acknowledged)
})

test('an engine that outlives its killed collector keeps the next one out', async () => {
  const scope = testScope()
  const dir = await temporaryFolder(scope, 'folder')
  const acknowledged = new Set<string>()
  const first = startCollect(scope, { dir })
  expect((await sendPairs(await first.url(), [freshPair()], acknowledged)).status).toBe(202)
  const tree = await processTree(first.process.pid)
  const engine = tree.find(({ command }) => command.includes('engine-worker'))?.pid ?? 0
  // It cannot notice that its collector has gone.
  process.kill(engine, 'SIGSTOP')
  scope.defer(async () => {
    if ((await processTree(engine)).length > 0) process.kill(engine, 'SIGKILL')
  })
  await first.process.kill()

  const refused = await startCollect(scope, { dir, argv: ['--lock-wait', '1'] }).ended()
  expect(refused).toContain('Waiting for up to 1 s')
  expect(refused).toContain(`is held by the process with id ${first.process.pid} on host`)
  expect(refused).toContain('or by its engine')

  const waiting = startCollect(scope, { dir, argv: ['--lock-wait', '60'] })
  await until(() => waiting.process.output().includes('Waiting for up to 60 s'), waiting.process.output)
  process.kill(engine, 'SIGCONT')
  expect((await sendPairs(await waiting.url(), [freshPair()], acknowledged)).status).toBe(202)
  await waiting.signal('SIGTERM')
  await waiting.ended()
  await expectStoredOnce(scope, dir, acknowledged)
})
