import type { KindName } from '../kind-name.ts'
import type { StoredKind } from './stored-kind.ts'
import { storedOutcomes } from './stored-outcomes.ts'
import { storedPairs } from './stored-pairs.ts'

export const storedKinds: Record<KindName, StoredKind> = { pairs: storedPairs, outcomes: storedOutcomes }
