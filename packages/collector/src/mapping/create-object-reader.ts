import type { ImportMap, JsonValue } from '@shadow-mode/protocol'
import type { Row } from '../table/table.ts'
import { type ColumnFacts, createValueReader, type ValueReader } from './create-value-reader.ts'

type Named = Exclude<ImportMap['live'], string>

/** An object, and whether any column of it has a value in the row. */
interface ReadObject {
  value: JsonValue
  isEmpty: boolean
}

interface Part {
  name: string
  read: (row: Row) => { value: JsonValue; isEmpty: boolean }
}

const isConstant = (source: Named[string]): boolean =>
  typeof source === 'object' && !Array.isArray(source) && source.column === undefined

const single =
  (read: ValueReader, constant: boolean): Part['read'] =>
  row => {
    const value = read(row)
    return { value, isEmpty: constant || value === null }
  }

function createPart(field: string, name: string, source: Named[string], facts: ColumnFacts): Part {
  if (!Array.isArray(source))
    return { name, read: single(createValueReader(field, source, facts), isConstant(source)) }
  const elements = source.map((element, index) => createValueReader(`${field}[${index}]`, element, facts))
  return {
    name,
    read: row => {
      const value = elements.map(read => read(row))
      return { value, isEmpty: value.every(element => element === null) }
    },
  }
}

/** Creates the reader of an object of columns by name. A missing value is `null` in it. */
export function createObjectReader(
  field: string,
  named: Named,
  facts: ColumnFacts,
): (row: Row) => ReadObject {
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

/** Creates the reader of an output: a bare value, or an object by name. */
export function createOutputReader(
  field: string,
  output: ImportMap['live'],
  facts: ColumnFacts,
): (row: Row) => ReadObject {
  return typeof output === 'string'
    ? single(createValueReader(field, output, facts), false)
    : createObjectReader(field, output, facts)
}
