/** What people write that JSON does not have, and what to write instead. The first match counts. */
const ADVICE: [found: RegExp, advice: string][] = [
  [/^(?=$|"[^"]*"\s*$)/, 'the file ends too early'],
  [/^(<<<<<<<|=======|>>>>>>>)/, 'is left from a merge conflict'],
  [/^['‘’“”`]/, 'is not a quote in JSON: write "'],
  [/^(NaN|[+-]?Infinity|undefined|None|nil)\b/, 'is not a value in JSON: write null, or leave the field out'],
  [/^(True|False|Null)\b/i, 'must be in lower case'],
  [/^[\w$-]+(?=\s*:)/, 'is a name: write it in double quotes'],
  [/^[A-Za-z_$][\w$]*/, 'is a text: write it in double quotes'],
  [/^#/, 'does not begin a comment: write //'],
  [/^[+.]\d*/, 'does not begin a number: write a digit or a minus first'],
  [/^[\s\S]/u, 'does not belong here'],
]

/** Maximum length of what is looked at and quoted, in UTF-16 units. */
const MAX_FOUND = 100

/** Describes what stands at the offset of a syntax error. */
export function describeSyntax(text: string, offset: number): string {
  const rest = text.slice(offset, offset + MAX_FOUND)
  if (text.trim() === '') return 'the file is empty'
  for (const [pattern, advice] of ADVICE) {
    const found = pattern.exec(rest)?.[0]
    if (found !== undefined) return found === '' ? advice : `found ${show(found)}, which ${advice}`
  }
  return 'the text is not JSON'
}

// A character that cannot be seen is named by its number.
const show = (found: string): string =>
  /^[\p{C}\p{Z}]/u.test(found)
    ? `U+${found.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
    : found
