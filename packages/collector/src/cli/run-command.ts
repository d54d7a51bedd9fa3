import { describeError } from '../errors/describe-error.ts'
import type { CommandCall, CommandSpec, OptionSpec } from './command-spec.ts'
import { helpText } from './help-text.ts'
import { parseCommand } from './parse-command.ts'
import { terminalText } from './terminal-text.ts'
import { UsageError } from './usage-error.ts'

/**
 * Runs a command: parses `argv` and handles `--help`. An error is printed to stderr and gives exit code 2. A usage
 * error also prints the usage.
 *
 * @returns The exit code.
 */
export async function runCommand<O extends Record<string, OptionSpec>>(
  spec: CommandSpec<O>,
  argv: string[],
  run: (call: CommandCall<O>) => Promise<number>,
): Promise<number> {
  try {
    const call = parseCommand(spec, argv, process.env)
    if (call !== 'help') return await run(call)
    process.stdout.write(`${helpText(spec)}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`shadow-mode ${spec.name}: ${terminalText(describeError(error))}\n`)
    if (error instanceof UsageError) process.stderr.write(`\n${helpText(spec)}\n`)
    return 2
  }
}
