import type { Platform } from '../../core/platform/platform.ts'

/** A timer of which there is never more than one. */
export interface Alarm {
  /** Does nothing when it is set already. */
  set(ms: number): void
  stop(): void
}

export function createAlarm(platform: Pick<Platform, 'setTimer'>, ring: () => void): Alarm {
  let cancel: (() => void) | undefined

  return {
    set(ms) {
      cancel ??= platform.setTimer(() => {
        cancel = undefined
        ring()
      }, ms)
    },
    stop() {
      cancel?.()
      cancel = undefined
    },
  }
}
