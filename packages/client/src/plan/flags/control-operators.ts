import { isTruthy } from './is-truthy.ts'
import type { Compiled, Operator } from './operator.ts'

const choose: Operator = (args, data) => {
  for (let index = 0; index < args.length; index += 2) {
    const then = args[index + 1]
    if (!then) return args[index]?.(data)
    if (isTruthy(args[index]?.(data))) return then(data)
  }
  return null
}

/** Returns the first value whose truthiness is `wanted`, or else the last value. */
const first =
  (wanted: boolean): Operator =>
  (args, data) => {
    let value: unknown
    for (const arg of args) {
      value = arg(data)
      if (isTruthy(value) === wanted) break
    }
    return value
  }

const list = (arg: Compiled | undefined, data: unknown): unknown[] => {
  const value = arg?.(data)
  return Array.isArray(value) ? value : []
}

const filterItems: (args: Compiled[], data: unknown) => unknown[] = ([items, test], data) =>
  list(items, data).filter(item => isTruthy(test?.(item)))

/** JsonLogic's operators that evaluate their arguments conditionally, repeatedly, or on different data. */
export const controlOperators: Record<string, Operator> = {
  if: choose,
  '?:': choose,
  and: first(false),
  or: first(true),
  map: ([items, change], data) => list(items, data).map(item => change?.(item)),
  filter: filterItems,
  some: (args, data) => isTruthy(filterItems(args, data)),
  none: (args, data) => !isTruthy(filterItems(args, data)),
  all([items, test], data) {
    const values = list(items, data)
    return values.length > 0 && values.every(item => isTruthy(test?.(item)))
  },
  reduce: ([items, step, initial], data) =>
    list(items, data).reduce(
      (accumulator, current) => step?.({ current, accumulator }),
      initial ? initial(data) : null,
    ),
}
