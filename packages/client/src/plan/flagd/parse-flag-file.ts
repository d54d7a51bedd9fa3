import type { Platform, SyncStore } from '../../core/platform/platform.ts'
import type { ReadFlag } from '../flag-source.ts'
import { anonymousId } from './anonymous-id.ts'
import { readFlagdPlan } from './read-flagd-plan.ts'

/**
 * Parses a flag file and returns a function that evaluates the flag for a subject. Throws if the text is not JSON, or if
 * the flag has no valid plan for predictions without a subject.
 */
export function parseFlagFile(
  text: string,
  experiment: string,
  store: SyncStore | undefined,
  platform: Platform,
): ReadFlag {
  const readPlan = readFlagdPlan(JSON.parse(text), experiment)
  const read = (subject: string) => readPlan(() => subject || anonymousId(store, platform), platform.now())
  read('')
  return read
}
