import type { PlanInput } from '../../../plan/plan-input.ts'
import type { ClientOptions } from '../../../prediction/options/client-options.ts'
import { httpModel } from '../../model/http-model.ts'

/** Typical options of an app: two HTTP models, and every prediction is shadowed. */
export const shadowOptions = (
  origin: string,
): Extract<ClientOptions<unknown, unknown>, { plan: PlanInput }> => ({
  experiment: 'credit-risk',
  live: httpModel({ url: `${origin}/live`, version: '1' }),
  candidate: httpModel({ url: `${origin}/candidate`, version: '2' }),
  collector: { url: origin, key: 'k' },
  // A high limit, so that runs are not dropped on a slow CI machine.
  plan: { serve: 'live', shadowRate: 1, startWithinMs: 10_000 },
})
