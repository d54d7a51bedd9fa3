import { toError } from '../../errors/to-error.ts'
import { isObject } from '../../guard/is-object.ts'
import { completePlan } from '../complete-plan.ts'
import { FlagOutageError } from '../flag-outage-error.ts'
import type { FlagReading } from '../flag-source.ts'

/** What the field holds; nothing when that is the prototype's. */
const own = (value: unknown, field: string): unknown =>
  isObject(value) && Object.hasOwn(value, field) ? value[field] : undefined

const versionIn = (value: unknown): string | number | undefined => {
  const version = own(own(value, 'metadata'), 'version')
  return typeof version === 'string' || typeof version === 'number' ? version : undefined
}

/**
 * What the flag `experiment` of a flagd definition says. Throws `FlagOutageError` where it says nothing we can follow.
 * `DISABLED` is an order whatever else the flag holds: live serves, nothing is shadowed; the limits and `whenOff` are
 * those of the default variant.
 */
export function readFlagdFile(file: unknown, experiment: string): FlagReading {
  const path = `flags.${experiment}`
  const flags = own(file, 'flags')
  if (!isObject(flags)) throw new FlagOutageError('invalid', 'flag file: expected an object with flags')
  const flag = own(flags, experiment)
  if (!flag) throw new FlagOutageError('invalid', `${path}: no such flag`)
  const version = versionIn(flag) ?? versionIn(file) ?? ''
  const flagVersion = version === '' ? {} : { flagVersion: `${version}` }

  const name = String(own(flag, 'defaultVariant'))
  const value = own(own(flag, 'variants'), name)
  const state = own(flag, 'state')
  if (state === 'DISABLED') {
    const off = { serve: 'live', shadowRate: 0 }
    try {
      return { plan: completePlan(Object.assign({}, value, off), path), variant: null, ...flagVersion }
    } catch {
      // Its limits are out of range: the order stands.
      return { plan: completePlan(off, path), variant: null, ...flagVersion }
    }
  }
  if (state !== 'ENABLED') throw new FlagOutageError('invalid', `${path}.state: expected ENABLED or DISABLED`)
  if (Object.keys(own(flag, 'targeting') ?? {}).length) {
    throw new FlagOutageError('not-evaluable', `${path}.targeting: this version evaluates no targeting rules`)
  }
  if (value === undefined) {
    throw new FlagOutageError('invalid', `${path}.defaultVariant: expected the name of a variant`)
  }
  try {
    return { plan: completePlan(value, `${path}.variants.${name}`), variant: name, ...flagVersion }
  } catch (cause) {
    throw new FlagOutageError('invalid', toError(cause).message, { cause })
  }
}
