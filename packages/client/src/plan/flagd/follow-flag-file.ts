import type { Platform, SyncStore } from '../../core/platform/platform.ts'
import type { ReadFlag } from '../flag-source.ts'
import { anonymousId } from './anonymous-id.ts'
import { readFlagdPlan } from './read-flagd-plan.ts'

/** Evaluates a definition for each subject. Throws if it has no valid plan for predictions without a subject. */
export function followFlagFile(
  text: string,
  experiment: string,
  store: SyncStore | undefined,
  platform: Platform,
): ReadFlag {
  const ask = readFlagdPlan(JSON.parse(text), experiment)
  const read = (subject: string) => ask(() => subject || anonymousId(store, platform), platform.now())
  read('')
  return read
}
