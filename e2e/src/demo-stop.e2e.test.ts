import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type RunningProcess, runNode, runProgram } from '@shadow-mode/test-support/servers/child-process.ts'
import {
  processTree,
  type SystemProcess,
  stillRunning,
} from '@shadow-mode/test-support/servers/process-tree.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import { expect, test } from 'vitest'
import { testScope } from './test-scope.ts'

const DEMO = fileURLToPath(new URL('../../apps/demo/scripts/demo.ts', import.meta.url))
const WORKSPACE = fileURLToPath(new URL('../..', import.meta.url))
// A replay starts everything that the demo can start, including a browser, and uses a temporary folder.
const REPLAY = ['--replay', '20000', '--no-build']

const starters: Record<string, (scope: AsyncDisposableStack) => RunningProcess> = {
  'the demo': scope => runNode(scope, [DEMO, ...REPLAY]),
  'npm run demo': scope =>
    runProgram(scope, 'npm', ['run', '--ignore-scripts', 'demo', '--', ...REPLAY], { cwd: WORKSPACE }),
}

interface Started {
  pid: number
  tree: SystemProcess[]
  output: () => string
}

const names = (processes: readonly SystemProcess[]): string =>
  processes.map(({ pid, command }) => `${pid} ${command.slice(0, 200)}`).join('\n')

/** Starts the demo and waits until everything runs. */
const start = async (who: string): Promise<Started> => {
  const scope = testScope()
  const running = starters[who]!(scope)
  const { pid } = running
  const output = (): string => running.output()
  await until(
    () => /\d+ of 20,?000/.test(output()),
    () => `the demo replays\n${output()}`,
  )
  const tree = await processTree(pid)
  scope.defer(async () => {
    for (const left of await stillRunning(tree)) process.kill(left.pid, 'SIGKILL')
  })
  const commands = tree.map(({ command }) => command).join('\n')
  for (const part of ['demo.ts', 'cli.js collect', 'engine-worker', '--headless'])
    expect(commands).toContain(part)
  return { pid, tree, output }
}

/** Waits until the processes have ended. Returns the names of those that still run after `withinMs`. */
const leftAfter = async (withinMs: number, tree: readonly SystemProcess[]): Promise<string> => {
  const deadline = performance.now() + withinMs
  let left = await stillRunning(tree)
  while (left.length > 0 && performance.now() < deadline) {
    await sleep(200)
    left = await stillRunning(left)
  }
  return names(left)
}

test.for([
  ['SIGINT', 'the demo'],
  ['SIGTERM', 'the demo'],
  ['SIGHUP', 'the demo'],
  ['SIGKILL', 'the demo'],
  ['SIGTERM', 'npm run demo'],
  ['SIGHUP', 'npm run demo'],
  ['SIGKILL', 'npm run demo'],
] as const)('%s to %s ends every process that it started', async ([signal, who]) => {
  const { pid, tree, output } = await start(who)
  process.kill(pid, signal)
  expect(await leftAfter(10_000, tree), output()).toBe('')
})

test('a collector that hangs delays the end of the demo by at most 15 s', async () => {
  const { pid, tree, output } = await start('the demo')
  const collector = tree.find(({ command }) => command.includes('cli.js collect'))
  process.kill(collector!.pid, 'SIGSTOP')
  process.kill(pid, 'SIGTERM')
  expect(await leftAfter(25_000, tree), output()).toBe('')
  expect(output()).toContain('Not everything has stopped within 15 s')
})
