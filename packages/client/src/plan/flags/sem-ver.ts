import { own } from '../../core/guard/own.ts'
import { isPrimitive } from './is-primitive.ts'
import type { ValueOperator } from './operator.ts'

const NUMBER = '(0|[1-9]\\d*)'
const IDENTIFIERS = '[\\da-z-]+(?:\\.[\\da-z-]+)*'
const VERSION = `^v?${NUMBER}(?:\\.${NUMBER})?(?:\\.${NUMBER}(?:-(${IDENTIFIERS}))?(?:\\+${IDENTIFIERS})?)?$`

interface Version {
  core: string[]
  /** Empty for a release. A release has a higher precedence than its pre-releases. */
  preRelease: string[]
}

/** Parses a version. Accepts `v1`, `1.2` and numbers too, as flagd does. Ignores build metadata. */
function parse(value: unknown): Version | undefined {
  if (!isPrimitive(value)) return undefined
  const [found, major = '', minor = '0', patch = '0', suffix] =
    new RegExp(VERSION, 'i').exec(`${value}`) ?? []
  const preRelease = suffix?.split('.') ?? []
  if (found === undefined || preRelease.some(part => /^0\d+$/.test(part))) return undefined
  return { core: [major, minor, patch], preRelease }
}

const isNumeric = (part: string) => /^\d+$/.test(part)

/** Numbers come before words. Numbers can have any length, so they are compared as strings without leading zeros. */
function compareParts(a: string, b: string): number {
  if (a === b) return 0
  if (isNumeric(a) !== isNumeric(b)) return isNumeric(a) ? -1 : 1
  return (isNumeric(a) && a.length - b.length) || (a < b ? -1 : 1)
}

function compareLists(a: string[], b: string[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index]
    const difference = other === undefined ? 1 : compareParts(part, other)
    if (difference) return difference
  }
  return a.length - b.length
}

/** Compares by precedence, see https://semver.org/#spec-item-11. */
const compare = (a: Version, b: Version) =>
  compareLists(a.core, b.core) ||
  Number(!a.preRelease.length) - Number(!b.preRelease.length) ||
  compareLists(a.preRelease, b.preRelease)

/**
 * flagd's `sem_ver`: `[version, operator, version]` with = != < <= > >=, ^ (same major) and ~ (same minor).
 * Returns `null`, as flagd does, if the arguments are invalid.
 */
export const semVer: ValueOperator = args => {
  const [a, b] = [parse(args[0]), parse(args[2])]
  if (args.length !== 3 || !a || !b) return null
  const order = compare(a, b)
  const isSame = (parts: number) => !compareLists(a.core.slice(0, parts), b.core.slice(0, parts))
  const holds: Record<string, boolean> = {
    '=': order === 0,
    '!=': order !== 0,
    '<': order < 0,
    '<=': order <= 0,
    '>': order > 0,
    '>=': order >= 0,
    '^': isSame(1),
    '~': isSame(2),
  }
  return typeof args[1] === 'string' ? (own(holds, args[1]) ?? null) : null
}
