// FNV-1a with 32 bits, so that long subjects take no more memory than short ones. Subjects that collide count as one.
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

/**
 * Creates a function that returns the cluster of a pair. Pairs of one subject form a cluster. A pair without a subject
 * has a cluster of its own. Clusters count up from 0.
 */
export function createClusterAssigner(): (subject: string | undefined) => number {
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
