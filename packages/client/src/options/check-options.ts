import type { Plan } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../errors/invalid-option-error.ts'
import { isObject } from '../guard/is-object.ts'
import { completePlan } from '../plan/complete-plan.ts'
import type { ClientOptions } from './client-options.ts'
import { isExperiment } from './is-experiment.ts'

/** Throws `InvalidOptionError` with the path. */
type Check = (value: unknown, path: string) => void

const is =
  (holds: (value: unknown) => unknown, expected: string): Check =>
  (value, path) => {
    if (!holds(value)) throw new InvalidOptionError(path, expected)
  }
const optional =
  (check: Check): Check =>
  (value, path) =>
    value === undefined || check(value, path)
const typed = (type: string): Check => optional(is(value => typeof value === type, `a ${type}`))
const oneOf = (...words: unknown[]): Check => optional(is(value => words.includes(value), words.join(' or ')))
const text = (max: number): Check =>
  is(value => typeof value === 'string' && value && value.length <= max, `1 to ${max} characters`)
const unknown = is(() => false, 'a known option')

/** Has no other fields than these. */
const object =
  (checks: Record<string, Check>, prefix = ''): Check =>
  (given, path) => {
    if (!isObject(given)) throw new InvalidOptionError(path, 'an object')
    for (const name of Object.keys({ ...checks, ...given }))
      (checks[name] ?? unknown)(given[name], prefix + name)
  }

const model: Check = (value, path) => {
  const { predict, version } = Object(value)
  is(() => typeof predict === 'function', 'a model')(value, path)
  text(256)(version, `${path}.version`)
}

/**
 * Throws `InvalidOptionError` for what TypeScript could not see: options from JavaScript, or built at run time.
 * Returns the fixed plan, or what holds until the flags are there, with all defaults filled in.
 */
export function checkOptions<Input, Output>(options: ClientOptions<Input, Output>): Plan {
  const { plan, flags, bootstrap }: Partial<ClientOptions<Input, Output>> = Object(options)
  const callback = typed('function')
  const paths = optional(
    is(value => Array.isArray(value) && value.every(path => typeof path === 'string'), 'a list of paths'),
  )
  const collector = object(
    { url: text(2_048), key: text(1_024), contentType: oneOf('text', 'json') },
    'collector.',
  )
  object({
    experiment: is(isExperiment, '1 to 100 letters, digits, ".", "_" or "-"'),
    live: model,
    candidate: model,
    collector: (value, path) => collector(Object(value), path),
    storage: oneOf('durable', 'memory'),
    redact: callback,
    consent: callback,
    honourGpc: typed('boolean'),
    record: optional(object({ input: callback, output: callback }, 'record.')),
    fields: optional(object({ allow: paths, deny: paths, hash: paths, pages: paths }, 'fields.')),
    flags: is(() => (flags ? !plan && typeof flags.watch === 'function' : plan), 'either flags or a plan'),
    plan: () => {},
    bootstrap: () => {},
  })(options, 'options')
  const path = flags ? 'bootstrap' : 'plan'
  const given = flags ? (bootstrap ?? { serve: 'live', shadowRate: 0 }) : plan
  const whole = completePlan(given, path)
  // Not so in a plan from a flag, which may be newer than this SDK.
  for (const name of Object.keys(Object(given))) if (!(name in whole)) unknown(name, `${path}.${name}`)
  return whole
}
