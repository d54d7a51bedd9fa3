import type { Arm } from '../arms/arm.ts'
import { nothing, openOnePut, stringify } from '../arms/bare-arms.ts'
import { openSentry } from '../arms/open-sentry.ts'
import { openWorkbox } from '../arms/open-workbox.ts'
import { type Ours, openOurs } from '../arms/ours/open-ours.ts'
import type { ArmName } from './measured.ts'

export async function openArms(): Promise<Record<ArmName, Arm> & { ours: Ours }> {
  return {
    nothing,
    stringify,
    'one-put': await openOnePut(25),
    ours: await openOurs(25),
    'ours-5': await openOurs(5),
    'ours-1': await openOurs(1),
    sentry: openSentry(),
    workbox: openWorkbox(),
  }
}
