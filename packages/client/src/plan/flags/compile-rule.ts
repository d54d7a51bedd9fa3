import { isObject } from '../../core/guard/is-object.ts'
import { own } from '../../core/guard/own.ts'
import { controlOperators } from './control-operators.ts'
import { createMeter } from './create-meter.ts'
import { EvaluationError } from './evaluation-error.ts'
import { fractional } from './fractional.ts'
import type { Compiled, Operator, Subject, ValueOperator } from './operator.ts'
import { semVer } from './sem-ver.ts'
import { toText } from './to-text.ts'
import { valueOperators } from './value-operators.ts'

/** The maximum nesting depth, including `$ref`. Deep enough for any handwritten rule. */
const MAX_DEPTH = 250

/** An operator on two strings. Returns `null`, as flagd does, if the arguments are not two strings. */
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
  (args, data, subject) =>
    operate(
      args.map(arg => arg(data)),
      data,
      subject,
    )

const operatorOf = (name: string): Operator | undefined => {
  if (Object.hasOwn(controlOperators, name)) return controlOperators[name]
  const operate = Object.hasOwn(operators, name) && operators[name]
  return operate ? onValues(operate) : undefined
}

const invalid = (message: string) => new EvaluationError('PARSE_ERROR', `targeting: ${message}`)

/** Evaluates a rule. Throws `EvaluationError` if it takes too many steps. */
export type Rule = (data: unknown, subject: Subject) => unknown

/**
 * Compiles a JsonLogic rule, so that it can be evaluated many times. Throws `EvaluationError` for an invalid rule, even if the
 * invalid part is in a branch that is never reached, because the validity of a rule must not depend on the subject.
 *
 * The compilation and each evaluation have a step limit, so that a malicious rule cannot block the page.
 */
export function compileRule(rule: unknown, evaluators: unknown): Rule {
  let charge = createMeter()
  let subject: Subject
  /** Compiled evaluators by name; null while one is being compiled. */
  const compiledEvaluators = new Map<string, Compiled | null>()

  const compileEvaluator = (name: string, depth: number): Compiled => {
    const known = compiledEvaluators.get(name)
    if (known) return known
    const evaluator = own(evaluators, name)
    if (evaluator === undefined) throw invalid(`unknown $ref "${name}"`)
    if (known === null) throw invalid(`$ref "${name}" refers to itself`)
    compiledEvaluators.set(name, null)
    const compiled = compile(evaluator, depth)
    compiledEvaluators.set(name, compiled)
    return compiled
  }

  const compile = (part: unknown, depth: number): Compiled => {
    if (depth > MAX_DEPTH) throw invalid(`nested deeper than ${MAX_DEPTH}`)
    if (!isObject(part) || (Array.isArray(part) && !part.some(isObject))) {
      charge(part)
      return () => charge(part)
    }
    charge(null)
    if (Array.isArray(part)) {
      const items = part.map(item => compile(item, depth + 1))
      return data => {
        charge(null)
        return items.map(item => item(data))
      }
    }
    const [name, ...others] = Object.keys(part)
    if (name === undefined || others.length) throw invalid('expected one operator in each object')
    const given = part[name]
    if (name === '$ref') return compileEvaluator(toText(given), depth + 1)
    const operate = operatorOf(name)
    if (!operate) throw invalid(`unknown operator "${name}"`)
    const args = (Array.isArray(given) ? given : [given]).map(arg => compile(arg, depth + 1))
    return data => charge(operate(args, data, subject))
  }

  const compiled = compile(rule, 0)
  return (data, current) => {
    charge = createMeter()
    subject = current
    return compiled(data)
  }
}
