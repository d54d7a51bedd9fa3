import type { Channel, Platform } from '../../core/platform/platform.ts'
import { type FlagOutage, FlagOutageError } from '../flag-outage-error.ts'
import { type FlagFile, isFlagFile } from './flag-file.ts'

const OUTAGES: FlagOutage[] = ['invalid', 'not-evaluable']

/**
 * Connects the tabs. The tab that reads the file sends the file, or the reason for an outage, to the other tabs. A tab
 * without a channel, as in a sandboxed frame, reads the file itself. Never throws.
 */
export function joinTabs(
  platform: Pick<Platform, 'openChannel'>,
  name: string,
  apply: (file: FlagFile) => void,
  fail: (thrown: unknown) => void,
): Channel {
  let channel: Channel | undefined
  try {
    channel = platform.openChannel?.(name, message => {
      try {
        if (isFlagFile(message)) apply(message)
        else {
          const { outage, reason } = Object(message)
          const known = OUTAGES.find(kind => kind === outage)
          fail(new FlagOutageError(known ?? 'unreachable', String(reason)))
        }
      } catch (error) {
        fail(error)
      }
    })
  } catch {
    // Channels are blocked.
  }
  return {
    post(message) {
      try {
        channel?.post(message)
      } catch {
        // The channel is closed or blocked.
      }
    },
    close: () => channel?.close(),
  }
}
