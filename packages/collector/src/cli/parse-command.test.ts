import { expect, test } from 'vitest'
import type { CommandSpec } from './command-spec.ts'
import { formatHelp } from './format-help.ts'
import { parseCommand } from './parse-command.ts'
import { UsageError } from './usage-error.ts'

const spec = {
  name: 'try',
  summary: 'Tries.',
  positionals: '<experiment>',
  positionalCount: 1,
  options: {
    'ingest-key': { type: 'string', required: true, description: 'The key' },
    port: { type: 'string', default: '8787', description: 'The port' },
    'allow-origin': { type: 'string', multiple: true, description: 'Origins' },
    quiet: { type: 'boolean', description: 'Says nothing' },
    output: { type: 'string', short: 'o', placeholder: 'file', description: 'Where to' },
  },
} as const satisfies CommandSpec

const parse = (argv: string[], environment: Record<string, string> = {}) => {
  const call = parseCommand(spec, argv, environment)
  if (call === 'help') throw new Error('help')
  return call
}

test('an option wins over its environment variable, which wins over the default', () => {
  const environment = { SHADOW_MODE_INGEST_KEY: 'env', SHADOW_MODE_PORT: '1' }
  expect(parse(['e', '--ingest-key', 'option'], environment).values).toMatchObject({
    'ingest-key': 'option',
    port: '1',
  })
  expect(parse(['e'], { SHADOW_MODE_INGEST_KEY: 'env' }).values).toMatchObject({
    'ingest-key': 'env',
    port: '8787',
  })
})

test('a repeatable option collects its values; its variable separates them by commas', () => {
  const key = ['--ingest-key', 'k', 'e']
  expect(parse([...key, '--allow-origin', 'a', '--allow-origin', 'b']).values['allow-origin']).toEqual([
    'a',
    'b',
  ])
  expect(parse(key, { SHADOW_MODE_ALLOW_ORIGIN: 'a, b' }).values['allow-origin']).toEqual(['a', 'b'])
  expect(parse(key).values['allow-origin']).toEqual([])
})

test('short options, booleans and positionals', () => {
  const call = parse(['credit', '--ingest-key', 'k', '-o', 'x.json', '--quiet'])
  expect(call.values.output).toBe('x.json')
  expect(call.values.quiet).toBe(true)
  expect(call.positionals).toEqual(['credit'])
  expect(parse(['credit', '--ingest-key', 'k']).values.quiet).toBe(false)
})

test.each([
  ['an unknown option', ['e', '--ingest-key', 'k', '--ingest-kei', 'x'], /ingest-kei/],
  ['a missing required option', ['e'], /--ingest-key.*SHADOW_MODE_INGEST_KEY/],
  ['an empty required option', ['e', '--ingest-key='], /--ingest-key/],
  ['a missing positional', ['--ingest-key', 'k'], /<experiment>/],
  ['a positional too many', ['e', 'f', '--ingest-key', 'k'], /received 2/],
])('%s is a usage error', (_, argv, message) => {
  expect(() => parse(argv)).toThrow(UsageError)
  expect(() => parse(argv)).toThrow(message)
})

test('--help asks for help even when required options are missing', () => {
  expect(parseCommand(spec, ['--help'], {})).toBe('help')
  const text = formatHelp(spec)
  expect(text).toContain('Usage: shadow-mode try <experiment> [options]')
  expect(text).toContain('-o, --output <file>')
  expect(text).toContain('SHADOW_MODE_INGEST_KEY')
})
