import { own } from '../../core/guard/own.ts'
import { toText } from './to-text.ts'

/** Of a longer path the rest is not read: no data nests so deep. */
const MAX_NAMES = 50

/** JsonLogic's `var`: a dotted path into the data, own fields only; no path is the data itself. */
export function readVariable(data: unknown, path: unknown, fallback: unknown = null): unknown {
  if (path == null || path === '') return data
  const value = toText(path).split('.', MAX_NAMES).reduce(own, data)
  return value === undefined ? fallback : value
}
