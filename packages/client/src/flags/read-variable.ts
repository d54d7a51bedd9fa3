import { own } from '../guard/own.ts'
import { toText } from './to-text.ts'

/** JsonLogic's `var`: a dotted path into the data, own fields only; no path is the data itself. */
export function readVariable(data: unknown, path: unknown, fallback: unknown = null): unknown {
  if (path == null || path === '') return data
  const value = toText(path).split('.').reduce(own, data)
  return value === undefined ? fallback : value
}
