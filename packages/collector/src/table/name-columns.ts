/**
 * Names the columns of a header. A name that occurs twice gets numbers, so that it is never clear by chance which column
 * is meant: `score (1)`, `score (2)`. A column without a name, as pandas writes for its index, is `null` and not read.
 */
export function nameColumns(header: readonly string[]): (string | null)[] {
  const names = header.map(name => name.trim())
  return names.map((name, index) => {
    if (name === '') return null
    if (names.indexOf(name) === names.lastIndexOf(name)) return name
    const before = names.slice(0, index).filter(other => other === name)
    return `${name} (${before.length + 1})`
  })
}
