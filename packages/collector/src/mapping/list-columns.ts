import type { ImportMap } from '@shadow-mode/protocol'
import { columnOf } from './column-of.ts'

/** A column that a map names, and the field of the map that names it. */
export interface NamedColumn {
  field: string
  column: string
}

type Source = string | { column?: string } | undefined

function listSource(field: string, source: Source): NamedColumn[] {
  const column = columnOf(source)
  return column === undefined ? [] : [{ field, column }]
}

function listSources(
  field: string,
  sources: ImportMap['live'] | Exclude<ImportMap['inputs'], '*'>,
): NamedColumn[] {
  if (sources === undefined || typeof sources === 'string') return listSource(field, sources)
  if (Array.isArray(sources))
    return sources.flatMap((source, index) => listSource(`${field}[${index}]`, source))
  return Object.entries(sources).flatMap(([name, source]) =>
    Array.isArray(source)
      ? source.flatMap((element, index) => listSource(`${field}.${name}[${index}]`, element))
      : listSource(`${field}.${name}`, source),
  )
}

/** Lists the columns that a map names, in the order of its documentation. */
export function listColumns(map: ImportMap): NamedColumn[] {
  return [
    ...listSource('time', map.time),
    ...listSources('live', map.live),
    ...listSources('candidate', map.candidate),
    ...(map.inputs === '*' ? [] : listSources('inputs', map.inputs)),
    ...listSource('label', map.label),
    ...listSource('observedAt', map.observedAt),
    ...listSource('subject', map.subject),
    ...listSource('reference', map.reference),
    ...listSource('versions.live', map.versions?.live),
    ...listSource('versions.candidate', map.versions?.candidate),
    ...listSource('latency.live', map.latency?.live),
    ...listSource('latency.candidate', map.latency?.candidate),
    ...listSources('key', map.key),
  ]
}
