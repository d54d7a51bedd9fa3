import { type KindName, kindNames } from '../kind-name.ts'
import { buildClientsSql } from './clients-sql.ts'
import { conflictsSql } from './conflicts-sql.ts'
import { buildDeadLetterSql } from './dead-letter-sql.ts'
import { kindTables } from './kind-tables.ts'
import { buildLossesSql } from './losses-sql.ts'
import { quarantineSql } from './quarantine-sql.ts'
import { weekMarksSql } from './retention-sql.ts'

function buildDefinitions(kind: KindName): string[] {
  const { create, losses, clients, deadLetters } = kindTables[kind]
  // The Null table accepts the same rows and stores nothing. It distinguishes a bad row from a failing engine.
  const createCheck = `CREATE TABLE IF NOT EXISTS ${kind}_check AS ${kind} ENGINE = Null`
  return [
    create,
    createCheck,
    buildDeadLetterSql(deadLetters).create,
    buildLossesSql(losses, clients).create,
    buildClientsSql(clients).create,
  ]
}

export const tableDefinitions: readonly string[] = [
  ...kindNames.flatMap(buildDefinitions),
  quarantineSql.create,
  conflictsSql.create,
  weekMarksSql.create,
]
