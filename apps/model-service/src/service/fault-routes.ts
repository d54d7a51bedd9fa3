import type { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ModelName } from '../encoding/index.ts'
import type { FaultSwitch } from '../faults/fault-switch.ts'
import { FaultsSchema } from '../faults/faults.ts'
import { readJson } from './read-json.ts'

export function addFaultRoutes(app: Hono, switches: Record<ModelName, FaultSwitch>): void {
  const all = () => ({ live: switches.live.faults(), candidate: switches.candidate.faults() })

  const named = (model: string): FaultSwitch => {
    if (model === 'live' || model === 'candidate') return switches[model]
    throw new HTTPException(404, { message: `model: Expected live or candidate but received "${model}"` })
  }

  app.get('/faults', context => context.json(all()))
  app.put('/faults/:model', async context => {
    const faultSwitch = named(context.req.param('model'))
    faultSwitch.set(await readJson(context, FaultsSchema))
    return context.json(faultSwitch.faults())
  })
  app.delete('/faults/:model', context => {
    const faultSwitch = named(context.req.param('model'))
    faultSwitch.clear()
    return context.json(faultSwitch.faults())
  })
  app.delete('/faults', context => {
    switches.live.clear()
    switches.candidate.clear()
    return context.json(all())
  })
}
