#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { findNodeProblem } from './cli/find-node-problem.ts'

type Command = (argv: string[]) => Promise<number>

// Loaded lazily, so that `--help` does not load the engine.
const commands: Record<string, { summary: string; load: () => Promise<Command> }> = {
  collect: {
    summary: 'Receives pairs and outcomes over HTTP and stores them',
    load: async () => (await import('./commands/collect.ts')).collectCommand,
  },
  import: {
    summary: 'Stores the pairs and outcomes of files',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  export: {
    summary: 'Prints the pairs or outcomes of an experiment, one per line',
    load: async () => (await import('./commands/export.ts')).exportCommand,
  },
  report: {
    summary: 'Compares the two models and gives the verdict',
    load: async () => (await import('./commands/report.ts')).reportCommand,
  },
}

const formatUsage = (): string =>
  [
    'Usage: shadow-mode <command> [options]',
    '',
    'Commands:',
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`),
    '',
    'Run shadow-mode <command> --help for the options of a command, or shadow-mode --version for the version.',
  ].join('\n')

function readVersion(): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  )
  return manifest.version
}

async function main([name = '', ...argv]: string[]): Promise<number> {
  const problem = findNodeProblem(process.versions.node)
  if (problem !== null) {
    process.stderr.write(`shadow-mode ${problem}\n`)
    return 2
  }
  if (name === '--version') return print(readVersion())
  if (name === '--help') return print(formatUsage())
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command) return (await command.load())(argv)
  process.stderr.write(
    `shadow-mode: ${name ? `unknown command ${name}` : 'no command'}\n\n${formatUsage()}\n`,
  )
  return 2
}

function print(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}

// Exit with 2, because Node's exit code for a crash, 1, means a `hold` verdict here.
function crash(error: unknown): void {
  process.stderr.write(`shadow-mode: ${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(2)
}
process.on('uncaughtException', crash)

// The process that reads the output can exit at any time. A collector keeps running without its stderr.
process.stderr.on('error', () => undefined)
let outputFailed = false
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  outputFailed = true
  process.exitCode = 2
  process.stderr.write(`shadow-mode: the output cannot be written: ${error.message}\n`)
})

// Not process.exit(), which would lose output that is still buffered for a pipe.
const code = await main(process.argv.slice(2))
process.exitCode = outputFailed ? 2 : code
