import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { sourceArguments } from './source-arguments.ts'

export interface CliResult {
  code: number | null
  stdout: string
  stderr: string
}

/** Starts `shadow-mode` from source, without the environment's own SHADOW_MODE_… variables. */
export function startCli(argv: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  const cli = fileURLToPath(new URL('../cli.ts', import.meta.url))
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('SHADOW_MODE_'))
  return spawn(process.execPath, [...sourceArguments, cli, ...argv], {
    env: Object.fromEntries(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Runs `shadow-mode` until it exits. */
export async function runCli(...argv: string[]): Promise<CliResult> {
  const child = startCli(argv)
  const code = new Promise<number | null>(resolve => {
    child.once('close', resolve)
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await code, stdout, stderr }
}
