// FNV-1a, 32 bits: keeps 4 bytes of a subject. Two subjects that collide are taken as one, which only widens intervals.
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

/**
 * Gives each pair the code of its cluster: pairs of one subject share one, a pair without a subject has its own. Codes
 * are 0, 1, 2, …
 */
export function createSubjectCodes(): (subject: string | undefined) => number {
  const codes = new Map<number, number>()
  let next = 0
  return subject => {
    if (subject === undefined) return next++
    const key = hash(subject)
    const known = codes.get(key)
    if (known !== undefined) return known
    codes.set(key, next)
    return next++
  }
}
