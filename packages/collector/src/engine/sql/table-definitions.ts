import { conflictsSql } from './conflicts-sql.ts'
import { lossesSql } from './losses-sql.ts'
import { outcomesSql } from './outcomes-sql.ts'
import { pairsSql } from './pairs-sql.ts'
import { quarantineSql } from './quarantine-sql.ts'
import { setAsideSql } from './set-aside-sql.ts'

export const tableDefinitions: readonly string[] = [
  pairsSql.create,
  pairsSql.createCheck,
  quarantineSql.create,
  conflictsSql.create,
  setAsideSql.create,
  lossesSql.create,
  outcomesSql.create,
  outcomesSql.createCheck,
  outcomesSql.createSetAside,
  lossesSql.createOfOutcomes,
]
