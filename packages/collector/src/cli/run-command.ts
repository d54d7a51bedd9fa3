import { describeError } from '../errors/describe-error.ts'
import type { CommandCall, CommandSpec, OptionSpec } from './command-spec.ts'
import { escapeForTerminal } from './escape-for-terminal.ts'
import { formatHelp } from './format-help.ts'
import { parseCommand } from './parse-command.ts'
import { UsageError } from './usage-error.ts'

/**
 * Runs a command: parses `argv` and handles `--help`. An error is printed to stderr and gives exit code 2. After a
 * usage error, the help is printed, too.
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
    process.stdout.write(`${formatHelp(spec)}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`shadow-mode ${spec.name}: ${escapeForTerminal(describeError(error))}\n`)
    if (error instanceof UsageError) process.stderr.write(`\n${formatHelp(spec)}\n`)
    return 2
  }
}
