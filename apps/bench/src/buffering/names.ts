import type { ArmName } from './backlog/measured.ts'
import type { LoneArm } from './lone/measured.ts'

/** The printed names. */
export const NAMES: Record<ArmName | LoneArm, string> = {
  nothing: 'nothing',
  stringify: 'JSON.stringify alone',
  'one-put': 'one bare put of 25',
  ours: 'shadow-mode',
  'ours-5': 'shadow-mode, 5 a write',
  'ours-1': 'shadow-mode, 1 a write',
  client: 'shadow-mode, all of it',
  sentry: 'Sentry',
  workbox: 'workbox',
}
