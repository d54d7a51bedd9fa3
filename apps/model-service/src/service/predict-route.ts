import type { Hono } from 'hono'
import type { CallLog } from '../calls/call-log.ts'
import type { ModelName } from '../encoding/index.ts'
import type { FaultSwitch } from '../faults/fault-switch.ts'
import { ApplicantSchema } from '../models/applicant-schema.ts'
import type { LoadedModel } from '../models/load-model.ts'
import { useStaleFeature } from '../models/use-stale-feature.ts'
import { readJson } from './read-json.ts'

export interface PredictRoute {
  path: string
  name: ModelName
  model: LoadedModel
  faults: FaultSwitch
  calls: CallLog
}

/** nginx's status for a caller that left. Nobody receives it. */
const CALLER_GONE = 499

export function addPredictRoute(app: Hono, { path, name, model, faults, calls }: PredictRoute): void {
  app.post(path, async context => {
    calls.count(name, context.req.header('x-shadow-mode'))
    const { staleFeature } = faults.faults()
    const outcome = await faults.apply(context.req.raw.signal)
    if (outcome.kind === 'gone') return new Response(null, { status: CALLER_GONE })
    if (outcome.kind === 'fail')
      return Response.json({ error: 'An artificial fault' }, { status: outcome.status })
    if (outcome.kind === 'garbage') return context.html('<!doctype html><title>Not a decision</title>')
    const applicant = await readJson(context, ApplicantSchema)
    return context.json(await model.predict(staleFeature ? useStaleFeature(applicant) : applicant))
  })
}
