import type { Channel, Platform } from '../../core/platform/platform.ts'
import { type FlagOutage, FlagOutageError } from '../flag-outage-error.ts'
import { type FlagFile, isFlagFile } from './flag-file.ts'

const OUTAGES: FlagOutage[] = ['invalid', 'not-evaluable']

/**
 * What the tabs tell each other: a file that was read, to be taken, or why none could be. Telling never throws: a tab that
 * hears nothing, as in a sandboxed frame, reads for itself.
 */
export function joinTabs(
  platform: Pick<Platform, 'openChannel'>,
  name: string,
  take: (file: FlagFile) => void,
  fail: (thrown: unknown) => void,
): Channel {
  let channel: Channel | undefined
  try {
    channel = platform.openChannel?.(name, message => {
      try {
        if (isFlagFile(message)) take(message)
        else {
          const { outage, reason } = Object(message)
          const known = OUTAGES.find(it => it === outage)
          fail(new FlagOutageError(known ?? 'unreachable', String(reason)))
        }
      } catch (error) {
        fail(error)
      }
    })
  } catch {
    // Forbidden.
  }
  return {
    post(message) {
      try {
        channel?.post(message)
      } catch {
        // Closed, or forbidden.
      }
    },
    close: () => channel?.close(),
  }
}
