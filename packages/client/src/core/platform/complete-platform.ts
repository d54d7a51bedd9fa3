import { isSlowConnection } from './is-slow-connection.ts'
import { openChannel } from './open-channel.ts'
import type { CorePlatform, Platform } from './platform.ts'
import { sendOnExit } from './send-on-exit.ts'
import { whenBackground } from './when-background.ts'

/** Reads a property that may throw in a sandboxed frame. Returns `undefined` then. */
const optional = <Value>(read: () => Value | undefined): Value | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}

const isComplete = (platform: CorePlatform): platform is Platform => 'fetch' in platform

/** Adds the parts of the browser platform that only the background code uses. Other platforms have them already. */
export const completePlatform = (platform: CorePlatform): Platform =>
  isComplete(platform)
    ? platform
    : {
        ...platform,
        fetch: (input, init) => fetch(input, init),
        sendOnExit,
        whenIdle: whenBackground(platform),
        isHidden: () => globalThis.document?.visibilityState === 'hidden',
        isSlow: isSlowConnection,
        indexedDB: optional(() => globalThis.indexedDB),
        locks: optional(() => globalThis.navigator.locks),
        subtle: optional(() => globalThis.crypto.subtle),
        openChannel: globalThis.BroadcastChannel && openChannel,
      }
