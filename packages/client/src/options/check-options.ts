import type { Plan } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../errors/invalid-option-error.ts'
import { isText } from '../guard/is-text.ts'
import { completePlan } from '../plan/complete-plan.ts'
import type { ClientOptions } from './client-options.ts'
import { isExperiment } from './is-experiment.ts'

const SHORT_TEXT = '1 to 256 characters'

const oneOf = (value: unknown, ...allowed: unknown[]): boolean => allowed.includes(value)

const isOptional = (value: unknown): boolean => value === undefined || typeof value === 'function'

/**
 * Throws `InvalidOptionError` for what TypeScript could not see: options from JavaScript, or built at run time.
 * Returns the fixed plan, or what holds until the flags are there, with all defaults filled in.
 */
export function checkOptions<Input, Output>(options: ClientOptions<Input, Output>): Plan {
  const { experiment, live, candidate, collector, record, redact, storage, plan, flags, bootstrap } = options
  const checks: [boolean, string, string][] = [
    [isExperiment(experiment), 'experiment', '1 to 100 letters, digits, ".", "_" or "-"'],
    [typeof live?.predict === 'function', 'live', 'a model'],
    [isText(live?.version, 256), 'live.version', SHORT_TEXT],
    [typeof candidate?.predict === 'function', 'candidate', 'a model'],
    [isText(candidate?.version, 256), 'candidate.version', SHORT_TEXT],
    [isText(collector?.url, 2_048), 'collector.url', 'a URL'],
    [isText(collector?.key, 1_024), 'collector.key', 'the ingest key'],
    [oneOf(collector?.contentType, undefined, 'text', 'json'), 'collector.contentType', '"text" or "json"'],
    [oneOf(storage, undefined, 'durable', 'memory'), 'storage', '"durable" or "memory"'],
    [isOptional(redact), 'redact', 'a function'],
    [isOptional(record?.input), 'record.input', 'a function'],
    [isOptional(record?.output), 'record.output', 'a function'],
    [flags ? !plan : plan !== undefined, 'flags', 'either flags or a plan'],
    [!plan?.noiseRate || live.idempotent === true, 'plan.noiseRate', 'an idempotent live model'],
    [!flags || typeof flags.watch === 'function', 'flags', 'a flag source'],
  ]
  for (const [holds, field, expected] of checks) if (!holds) throw new InvalidOptionError(field, expected)
  return flags
    ? completePlan(bootstrap ?? { serve: 'live', shadowRate: 0 }, 'bootstrap')
    : completePlan(plan, 'plan')
}
