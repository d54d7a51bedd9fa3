/** Returns a copy in random order (Fisher–Yates). */
export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const result = [...items]
  for (let n = result.length - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1))
    // oxlint-disable-next-line typescript/no-non-null-assertion -- both are inside
    ;[result[n], result[other]] = [result[other]!, result[n]!]
  }
  return result
}
