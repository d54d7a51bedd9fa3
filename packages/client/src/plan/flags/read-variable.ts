import { own } from '../../core/guard/own.ts'
import { toText } from './to-text.ts'

/** Maximum number of names in a path. Further names are ignored. */
const MAX_NAMES = 50

/** JsonLogic's `var`: reads a dotted path, own properties only. Without a path it returns the data itself. */
export function readVariable(data: unknown, path: unknown, fallback: unknown = null): unknown {
  if (path == null || path === '') return data
  const value = toText(path).split('.', MAX_NAMES).reduce(own, data)
  return value === undefined ? fallback : value
}
