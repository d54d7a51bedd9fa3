import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type RunningProcess, runProgram } from '@shadow-mode/test-support/servers/child-process.ts'
import { processTree } from '@shadow-mode/test-support/servers/process-tree.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'

const CLI = fileURLToPath(new URL('../../../packages/collector/dist/cli.js', import.meta.url))

export const KEY = 'ingest-key'

/** The arguments with which Node runs `shadow-mode` from the built package. */
export function commandLine(...argv: string[]): string[] {
  if (!existsSync(CLI)) throw new Error(`${CLI} is missing: run "pnpm run build" first`)
  return [process.execPath, CLI, ...argv]
}

export interface Collect {
  process: RunningProcess
  /** Where it listens; rejects when it ends first. */
  url(): Promise<string>
  /** Resolves with both outputs when it has ended. */
  ended(): Promise<string>
  /** Signals the collector itself, also below `wrapper`. */
  signal(name: NodeJS.Signals): Promise<void>
}

export interface CollectOptions {
  dir: string
  argv?: string[]
  /** A program and arguments that run the collector, e.g. `unshare`. */
  wrapper?: string[]
}

/** Starts `shadow-mode collect` on any free port, on a folder that may be in use. */
export function startCollect(
  scope: AsyncDisposableStack,
  { dir, argv = [], wrapper = [] }: CollectOptions,
): Collect {
  const collect = commandLine('collect', '--port', '0', '--data', dir, '--ingest-key', KEY, ...argv)
  const [program = '', ...args] = [...wrapper, ...collect]
  const running = runProgram(scope, program, args)
  const address = (): string | undefined => /ready at (\S+)/.exec(running.output())?.[1]
  return {
    process: running,
    url: async () => {
      await until(() => address() !== undefined || !running.isRunning(), running.output)
      const url = address()
      if (url === undefined) throw new Error(`the collector ended:\n${running.output()}`)
      return url
    },
    ended: async () => {
      await until(() => !running.isRunning(), running.output)
      return running.output()
    },
    signal: async name => {
      const tree = await processTree(running.pid)
      const collector = tree.find(({ command }) => command.startsWith(`${process.execPath} ${CLI}`))
      if (!collector) throw new Error(`no collector runs:\n${running.output()}`)
      process.kill(collector.pid, name)
    },
  }
}
