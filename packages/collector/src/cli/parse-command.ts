import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { describeError } from '../errors/describe-error.ts'
import type { CommandCall, CommandSpec, OptionSpec, OptionValues } from './command-spec.ts'
import { toEnvironmentName } from './to-environment-name.ts'
import { UsageError } from './usage-error.ts'

type Environment = Record<string, string | undefined>
type Parsed = string | boolean | (string | boolean)[] | undefined

/**
 * Reads each option from the command line, then from the environment, then from its default.
 *
 * @returns `'help'` if the arguments include `--help`.
 * @throws {UsageError} An option is unknown, malformed or missing, or the number of positionals is wrong.
 */
export function parseCommand<O extends Record<string, OptionSpec>>(
  spec: CommandSpec<O>,
  argv: string[],
  environment: Environment,
): CommandCall<O> | 'help' {
  const { values, positionals } = parseStrictly(spec, argv)
  if (values.help === true) return 'help'
  const { positionalCount: count = 0 } = spec
  const [min, max] = typeof count === 'number' ? [count, count] : count
  if (positionals.length < min || positionals.length > max) {
    const wanted = spec.positionals ?? 'no arguments'
    throw new UsageError(`Expected ${wanted}, received ${positionals.length || 'no'} argument(s)`)
  }
  const entries = Object.entries(spec.options).map(([name, option]) => [
    name,
    readValue(name, option, values[name], environment[toEnvironmentName(name)]),
  ])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- valueOf gives each option a value of its type
  return { values: Object.fromEntries(entries) as OptionValues<O>, positionals }
}

function parseStrictly(
  spec: CommandSpec,
  argv: string[],
): { values: Record<string, Parsed>; positionals: string[] } {
  const options: ParseArgsOptionsConfig = { help: { type: 'boolean' } }
  for (const [name, { type, short, multiple }] of Object.entries(spec.options)) {
    options[name] = { type, multiple: multiple ?? false, ...(short === undefined ? {} : { short }) }
  }
  try {
    return parseArgs({ args: argv, options, strict: true, allowPositionals: true })
  } catch (error) {
    throw new UsageError(describeError(error), { cause: error })
  }
}

// An empty value counts as missing, so that an empty key never grants access.
function readValue(
  name: string,
  option: OptionSpec,
  given: Parsed,
  environment: string | undefined,
): string | boolean | string[] | undefined {
  if (option.multiple) {
    const values = Array.isArray(given) ? given.map(String) : (environment ?? option.default ?? '').split(',')
    return values.map(value => value.trim()).filter(value => value !== '')
  }
  if (option.type === 'boolean') return given === true || environment === '1' || environment === 'true'
  const value = (typeof given === 'string' ? given : environment) || option.default
  if (option.required && !value) throw new UsageError(`Missing --${name} (or ${toEnvironmentName(name)})`)
  return value
}
