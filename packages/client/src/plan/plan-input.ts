import type { Plan } from '@shadow-mode/protocol'

/**
 * A plan in the options of the client: the serving model, the probability that a prediction is shadowed, and any fields
 * that differ from their defaults.
 *
 * @example
 * ```ts
 * const plan: PlanInput = { serve: 'live', shadowRate: 0.1, timeoutMs: 5_000 }
 * ```
 */
export type PlanInput = Pick<Plan, 'serve' | 'shadowRate'> & Partial<Plan>
