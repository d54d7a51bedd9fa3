import type { ImportMap, JsonValue } from '@shadow-mode/protocol'
import type { Row } from '../table/table.ts'
import { type ColumnFacts, createValueReader } from './create-value-reader.ts'

type Named = Exclude<ImportMap['live'], string>

/** What was read from a row. `isEmpty`: none of its columns has a value there. */
export interface ReadValue {
  value: JsonValue
  isEmpty: boolean
}

interface Part {
  name: string
  read: (row: Row) => ReadValue
}

const isConstant = (source: Named[string]): boolean =>
  typeof source === 'object' && !Array.isArray(source) && source.column === undefined

function createPart(field: string, name: string, source: Named[string], facts: ColumnFacts): Part {
  if (!Array.isArray(source)) {
    const read = createValueReader(field, source, facts)
    const constant = isConstant(source)
    return {
      name,
      read: row => {
        const value = read(row)
        return { value, isEmpty: constant || value === null }
      },
    }
  }
  const elements = source.map((element, index) => createValueReader(`${field}[${index}]`, element, facts))
  return {
    name,
    read: row => {
      const value = elements.map(read => read(row))
      return { value, isEmpty: value.every(element => element === null) }
    },
  }
}

/**
 * Creates the reader of an object of columns by name. A missing value is `null` in it. Constants alone do not fill it: such
 * an object is empty.
 */
export function createObjectReader(field: string, named: Named, facts: ColumnFacts): (row: Row) => ReadValue {
  const parts = Object.entries(named).map(([name, source]) =>
    createPart(`${field}.${name}`, name, source, facts),
  )
  return row => {
    const read = parts.map(part => ({ name: part.name, read: part.read(row) }))
    return {
      value: Object.fromEntries(read.map(({ name, read: { value } }) => [name, value])),
      isEmpty: read.every(({ read: { isEmpty } }) => isEmpty),
    }
  }
}
