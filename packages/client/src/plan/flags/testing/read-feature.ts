/** A scenario, or a row of a scenario outline with its values filled in. */
export interface Scenario {
  name: string
  tags: string[]
  steps: { text: string; table: Record<string, string>[] }[]
}

interface Outline extends Scenario {
  rows: { tags: string[]; values: Record<string, string> }[]
}

const cells = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map(cell => cell.trim())

/** Parses the subset of Gherkin that flagd's test bed uses. */
export function readFeature(text: string): Scenario[] {
  const outlines: Outline[] = []
  const feature: { tags: string[]; background: Outline } = {
    tags: [],
    background: { name: '', tags: [], steps: [], rows: [] },
  }
  let tags: string[] = []
  let current = feature.background
  let rowTags: string[] | undefined
  let header: string[] | undefined
  for (const line of text.split('\n').map(raw => raw.trim())) {
    const [, keyword = '', rest = ''] =
      /^(Feature|Background|Scenario(?: Outline)?|Examples):(.*)$/.exec(line) ?? []
    const step = /^(?:Given|When|Then|And) (.*)$/.exec(line)?.[1]
    if (line.startsWith('@')) tags.push(...line.split(/\s+/))
    else if (keyword === 'Feature') feature.tags = tags
    else if (keyword === 'Background') current = feature.background
    else if (keyword === 'Examples') rowTags = tags
    else if (keyword) {
      current = { name: rest.trim(), tags: [...feature.tags, ...tags], steps: [], rows: [] }
      outlines.push(current)
      rowTags = undefined
    } else if (step !== undefined) current.steps.push({ text: step, table: [] })
    else if (line.startsWith('|')) {
      if (!header) header = cells(line)
      else {
        const values = Object.fromEntries(header.map((name, index) => [name, cells(line)[index] ?? '']))
        if (rowTags) current.rows.push({ tags: rowTags, values })
        else current.steps.at(-1)?.table.push(values)
      }
    }
    if (keyword || step !== undefined) {
      tags = []
      header = undefined
    }
  }
  return outlines.flatMap(({ name, tags: own, steps, rows }) => {
    const all = [...feature.background.steps, ...steps]
    if (rows.length === 0) return [{ name, tags: own, steps: all }]
    return rows.map(({ tags: more, values }) => ({
      name: `${name} (${Object.values(values).join(', ')})`,
      tags: [...own, ...more],
      steps: all.map(({ text: template, table }) => ({
        text: template.replace(/<(\w+)>/g, (_, key) => values[key] ?? ''),
        table,
      })),
    }))
  })
}
