import { toError } from '../../core/errors/to-error.ts'
import { own } from '../../core/guard/own.ts'
import { completePlan } from '../complete-plan.ts'
import { FlagOutageError } from '../flag-outage-error.ts'
import type { SourceReading } from '../flag-source.ts'
import { isPrimitive } from '../flags/is-primitive.ts'
import { prepareFlag } from '../flags/prepare-flag.ts'
import { variantShare } from './variant-share.ts'

/** Maximum length of the names of variants and versions. The collector rejects longer ones. */
const MAX_LABEL_LENGTH = 256

const versionIn = (value: unknown): string => {
  const version = own(own(value, 'metadata'), 'version')
  return isPrimitive(version) ? `${version}`.slice(0, MAX_LABEL_LENGTH) : ''
}

/** `subject` is called only if there is a targeting rule. `now` is in milliseconds since the epoch. */
type ReadFlagdPlan = (subject: () => string | undefined, now: number) => SourceReading

/**
 * Returns a function that evaluates the flag `experiment` for a subject. It throws `FlagOutageError` if there is no valid
 * plan. If the flag is `DISABLED`, the live model serves and nothing is shadowed, even if the rest of the flag is invalid.
 * The other fields of the default variant, such as `whenOff`, still apply if all of them are valid.
 */
export function readFlagdPlan(definition: unknown, experiment: string): ReadFlagdPlan {
  const path = `flags.${experiment}`
  const flag = own(own(definition, 'flags'), experiment)
  const state = own(flag, 'state')
  const version = versionIn(flag) || versionIn(definition)
  const flagVersion = version ? { flagVersion: version } : {}
  const targeting = own(flag, 'targeting')
  const hasRule = state === 'ENABLED' && Object.keys(targeting ?? {}).length > 0
  const evaluate = prepareFlag(definition, experiment)
  return (subject, now) => {
    if (state === 'DISABLED') {
      const off = { serve: 'live', shadowRate: 0 }
      const common = { variant: null, reason: 'DISABLED', forEveryone: true, ...flagVersion }
      try {
        const defaults = own(own(flag, 'variants'), String(own(flag, 'defaultVariant')))
        return { plan: completePlan(Object.assign({}, defaults, off), path), ...common }
      } catch {
        // The default variant is invalid. The flag is still disabled, with default values.
        return { plan: completePlan(off, path), ...common }
      }
    }
    const targetingKey = hasRule ? subject() : undefined
    const details = evaluate({ targetingKey }, { now: () => now })
    if (details.reason === 'ERROR') {
      throw new FlagOutageError(hasRule ? 'not-evaluable' : 'invalid', details.errorDetails)
    }
    const { variant = null, reason } = details
    if (variant && variant.length > MAX_LABEL_LENGTH) {
      throw new FlagOutageError('invalid', `${path}: expected a variant with a shorter name`)
    }
    const isMatch = reason === 'TARGETING_MATCH'
    const weight =
      targetingKey || isMatch ? variantShare(targeting, variant, own(flag, 'defaultVariant'), isMatch) : 1
    try {
      return {
        // Without a default variant, the plan is the app's.
        plan: variant === null ? undefined : completePlan(details.value, `${path}.variants.${variant}`),
        variant,
        reason,
        ...(weight !== 1 && { weight }),
        ...flagVersion,
        ...(!hasRule && { forEveryone: true }),
      }
    } catch (cause) {
      throw new FlagOutageError('invalid', toError(cause).message, { cause })
    }
  }
}
