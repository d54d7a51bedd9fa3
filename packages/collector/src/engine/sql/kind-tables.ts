import type { KindName } from '../kind-name.ts'
import { outcomesSql } from './outcomes-sql.ts'
import { pairsSql } from './pairs-sql.ts'

/** The tables of a kind of record beside its own, which has the kind's name. */
interface KindTables {
  /** Lays the kind's own table. */
  create: string
  /** The counters that clients keep of these records. */
  losses: string
  /** Records that the engine refused. */
  deadLetters: string
}

export const kindTables: Record<KindName, KindTables> = {
  pairs: { create: pairsSql.create, losses: 'client_losses', deadLetters: 'set_aside' },
  // Later outcomes whose key was taken by another text are set aside, too.
  outcomes: {
    create: outcomesSql.create,
    losses: 'client_outcome_losses',
    deadLetters: 'outcomes_set_aside',
  },
}
