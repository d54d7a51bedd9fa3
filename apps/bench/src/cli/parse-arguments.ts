import { parseArgs } from 'node:util'
import type { Effort } from './effort.ts'

const BENCHES = ['live-path', 'bytes', 'buffering', 'recent-ids'] as const
export type Bench = (typeof BENCHES)[number]

export interface Arguments {
  benches: Bench[]
  effort: Effort
  /** The file for the results as JSON. */
  json: string | undefined
}

export const USAGE = `bench [${BENCHES.join('|')}]… [--rounds 50] [--calls 50] [--rest-ms 6] [--json FILE]`

const isBench = (name: string): name is Bench => (BENCHES as readonly string[]).includes(name)

const positive = (name: string, text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`--${name}: expected a positive integer, received ${text}`)
  return value
}

/** Throws an error that names the wrong option or bench. */
export function parseArguments(argv: string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '50' },
      calls: { type: 'string', default: '50' },
      'rest-ms': { type: 'string', default: '6' },
      json: { type: 'string' },
    },
  })
  const unknown = positionals.find(name => !isBench(name))
  if (unknown !== undefined)
    throw new RangeError(`unknown bench "${unknown}", expected ${BENCHES.join(', ')}`)
  return {
    benches: positionals.length > 0 ? positionals.filter(isBench) : [...BENCHES],
    effort: {
      rounds: positive('rounds', values.rounds),
      calls: positive('calls', values.calls),
      restMs: positive('rest-ms', values['rest-ms']),
    },
    json: values.json,
  }
}
