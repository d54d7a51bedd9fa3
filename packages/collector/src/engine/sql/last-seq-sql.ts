import { kindNames } from '../kind-name.ts'
import { kindTables } from './kind-tables.ts'

const tables = [
  ...kindNames.flatMap(kind => [kind, kindTables[kind].deadLetters, kindTables[kind].clients]),
  'quarantine',
  'conflicts',
  // Remembers the numbers of deleted records.
  'week_marks',
]

export const lastSeqSql: string = `
  SELECT max(seq) AS seq FROM (
    ${tables.map(table => `SELECT max(seq) AS seq FROM ${table}`).join('\n    UNION ALL ')}
  )`
