import { InvalidOptionError } from '../errors/invalid-option-error.ts'
import type { FlagExpiry } from './flag-source.ts'

/** Those options of a flag source that say how long a reading holds. Throws `InvalidOptionError`. */
export function checkExpiry({ shadowTtlMs, serveTtlMs }: FlagExpiry): FlagExpiry {
  for (const [name, value] of Object.entries({ shadowTtlMs, serveTtlMs })) {
    if (value !== undefined && !(value >= 0)) throw new InvalidOptionError(`flags.${name}`, 'at least 0')
  }
  return {
    ...(shadowTtlMs !== undefined && { shadowTtlMs }),
    ...(serveTtlMs !== undefined && { serveTtlMs }),
  }
}
