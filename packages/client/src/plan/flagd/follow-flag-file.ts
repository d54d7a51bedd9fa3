import type { Platform, SyncStore } from '../../core/platform/platform.ts'
import type { ReadFlag } from '../flag-source.ts'
import { anonymousId } from './anonymous-id.ts'
import { readFlagdPlan } from './read-flagd-plan.ts'

/** What the definition says to each subject. Throws when it says nothing that can be followed to none. */
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
