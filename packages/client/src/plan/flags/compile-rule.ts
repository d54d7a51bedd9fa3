import { isObject } from '../../core/guard/is-object.ts'
import { own } from '../../core/guard/own.ts'
import { controlOperators } from './control-operators.ts'
import { createMeter } from './create-meter.ts'
import { EvaluationError } from './evaluation-error.ts'
import { fractional } from './fractional.ts'
import type { Compiled, FractionalContext, Operator, ValueOperator } from './operator.ts'
import { semVer } from './sem-ver.ts'
import { toText } from './to-text.ts'
import { valueOperators } from './value-operators.ts'

/** Maximum nesting depth. A `$ref` adds one level and those of its rule. No handwritten rule is nested so deeply. */
const MAX_DEPTH = 250

/** Creates an operator on two strings. It returns `null`, as flagd does, if the arguments are not two strings. */
const onStrings =
  (test: (text: string, part: string) => boolean): ValueOperator =>
  ([text, part, ...more]) =>
    typeof text === 'string' && typeof part === 'string' && !more.length ? test(text, part) : null

const operators: Record<string, ValueOperator> = {
  ...valueOperators,
  fractional,
  sem_ver: semVer,
  starts_with: onStrings((text, part) => text.startsWith(part)),
  ends_with: onStrings((text, part) => text.endsWith(part)),
}

const onValues =
  (operate: ValueOperator): Operator =>
  (args, data, fractionalContext) =>
    operate(
      args.map(arg => arg(data)),
      data,
      fractionalContext,
    )

const operatorOf = (name: string): Operator | undefined => {
  if (Object.hasOwn(controlOperators, name)) return controlOperators[name]
  const operate = Object.hasOwn(operators, name) && operators[name]
  return operate ? onValues(operate) : undefined
}

const invalid = (message: string) => new EvaluationError('PARSE_ERROR', `targeting: ${message}`)

/** Evaluates a rule for one subject. Throws `EvaluationError` if the evaluation takes too many steps. */
export type CompiledRule = (data: unknown, fractionalContext: FractionalContext) => unknown

/**
 * Compiles a JsonLogic rule, so that it can be evaluated many times. Throws `EvaluationError` for an invalid rule, even
 * if the invalid part is in a branch that is never reached, because the validity of a rule must not depend on the
 * subject.
 *
 * The compilation and each evaluation have a step limit, so that a malicious rule cannot block the page.
 *
 * `rule` is JSON. `sharedRules` is the definition's `$evaluators`: the JSON rules by name to which `$ref` can refer.
 */
export function compileRule(rule: unknown, sharedRules: unknown): CompiledRule {
  /** Adds the cost of its argument and returns the argument. */
  let charged = createMeter()
  /** The context of the current evaluation. */
  let fractionalContext: FractionalContext
  /** Compiled shared rules by name; null while one is being compiled. */
  const compiledRules = new Map<string, Compiled | null>()

  const compileShared = (name: string, depth: number): Compiled => {
    const known = compiledRules.get(name)
    if (known) return known
    const shared = own(sharedRules, name)
    if (shared === undefined) throw invalid(`unknown $ref "${name}"`)
    if (known === null) throw invalid(`$ref "${name}" refers to itself`)
    compiledRules.set(name, null)
    const compiled = compile(shared, depth)
    compiledRules.set(name, compiled)
    return compiled
  }

  const compile = (part: unknown, depth: number): Compiled => {
    if (depth > MAX_DEPTH) throw invalid(`nested deeper than ${MAX_DEPTH}`)
    if (!isObject(part) || (Array.isArray(part) && !part.some(isObject))) {
      charged(part)
      return () => charged(part)
    }
    charged(null)
    if (Array.isArray(part)) {
      const items = part.map(item => compile(item, depth + 1))
      return data => {
        charged(null)
        return items.map(item => item(data))
      }
    }
    const [name, ...others] = Object.keys(part)
    if (name === undefined || others.length) throw invalid('expected one operator in each object')
    const given = part[name]
    if (name === '$ref') return compileShared(toText(given), depth + 1)
    const operate = operatorOf(name)
    if (!operate) throw invalid(`unknown operator "${name}"`)
    const args = (Array.isArray(given) ? given : [given]).map(arg => compile(arg, depth + 1))
    return data => charged(operate(args, data, fractionalContext))
  }

  const compiled = compile(rule, 0)
  return (data, context) => {
    charged = createMeter()
    fractionalContext = context
    return compiled(data)
  }
}
