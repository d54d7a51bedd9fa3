import { describeIssues, type Rules, RulesSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { InvalidValueError } from './invalid-value-error.ts'

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InvalidValueError('rules', `Expected JSON: ${String(error)}`, { cause: error })
  }
}

/**
 * Parses the JSON text of rules. Without a text, returns the default rules.
 *
 * @throws {InvalidValueError} The text is not valid.
 */
export function parseRules(text: string | undefined): Rules {
  const given = text === undefined ? {} : parseJson(text)
  // The schema would accept an empty list as an object without keys.
  if (Array.isArray(given)) throw new InvalidValueError('rules', 'Expected an object but received a list')
  const parsed = v.safeParse(RulesSchema, given)
  if (!parsed.success) throw new InvalidValueError('rules', describeIssues(parsed.issues, 'rule'))
  return parsed.output
}
