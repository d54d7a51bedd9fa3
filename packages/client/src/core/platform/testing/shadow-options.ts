import type { PlanInput } from '../../../plan/plan-input.ts'
import type { ClientOptions } from '../../../prediction/options/client-options.ts'
import { httpModel } from '../../model/http-model.ts'

/** What an app writes: two models over HTTP, every prediction shadowed. */
export const shadowOptions = (
  origin: string,
): Extract<ClientOptions<unknown, unknown>, { plan: PlanInput }> => ({
  experiment: 'credit-risk',
  live: httpModel({ url: `${origin}/live`, version: '1' }),
  candidate: httpModel({ url: `${origin}/candidate`, version: '2' }),
  collector: { url: origin, key: 'k' },
  // A busy machine is slow: that must not cost a run its place.
  plan: { serve: 'live', shadowRate: 1, startWithinMs: 10_000 },
})
