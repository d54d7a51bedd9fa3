// FNV-1a with 32 bits, to store 4 bytes for each subject. Subjects that collide count as one, which widens intervals.
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

/**
 * Assigns each pair the code of its cluster. Pairs of one subject share a code. A pair without a subject gets its own.
 * Codes count up from 0.
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
