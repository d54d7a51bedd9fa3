import type { KindName } from '../kind-name.ts'
import { outcomesSql } from './outcomes-sql.ts'
import { pairsSql } from './pairs-sql.ts'

/** The tables of one kind of record. The main table has the kind's name. */
interface KindTables {
  /** The SQL that creates the main table. */
  create: string
  /** Table of the loss counters that clients report. */
  losses: string
  /** Table of what the collector itself knows of each client. */
  clients: string
  /** Table of the records that cannot be stored. */
  deadLetters: string
}

export const kindTables: Record<KindName, KindTables> = {
  pairs: { create: pairsSql.create, losses: 'client_losses', clients: 'clients', deadLetters: 'set_aside' },
  // Conflicting outcomes are dead letters, too.
  outcomes: {
    create: outcomesSql.create,
    losses: 'client_outcome_losses',
    clients: 'outcome_clients',
    deadLetters: 'outcomes_set_aside',
  },
}
