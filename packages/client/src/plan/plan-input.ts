import type { Plan } from '@shadow-mode/protocol'

/** A plan as an app writes it: who serves, how much is shadowed, and only those limits that differ from the defaults. */
export type PlanInput = Pick<Plan, 'serve' | 'shadowRate'> & Partial<Plan>
