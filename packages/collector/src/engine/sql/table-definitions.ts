import { type KindName, kindNames } from '../kind-name.ts'
import { conflictsSql } from './conflicts-sql.ts'
import { deadLetterSql } from './dead-letter-sql.ts'
import { kindTables } from './kind-tables.ts'
import { lossesSql } from './losses-sql.ts'
import { quarantineSql } from './quarantine-sql.ts'
import { weekMarksSql } from './retention-sql.ts'

function definitionsOf(kind: KindName): string[] {
  const { create, losses, deadLetters } = kindTables[kind]
  // The Null table accepts the same rows and stores nothing. It distinguishes a bad row from a failing engine.
  const createCheck = `CREATE TABLE IF NOT EXISTS ${kind}_check AS ${kind} ENGINE = Null`
  return [create, createCheck, deadLetterSql(deadLetters).create, lossesSql(losses).create]
}

export const tableDefinitions: readonly string[] = [
  ...kindNames.flatMap(definitionsOf),
  quarantineSql.create,
  conflictsSql.create,
  weekMarksSql.create,
]
