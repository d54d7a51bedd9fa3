import type { Platform } from '../../core/platform/platform.ts'

/** A timer that can be set again after it has run. */
export interface Alarm {
  /** Does nothing if the alarm is already set. */
  set(ms: number): void
  stop(): void
}

export function createAlarm(platform: Pick<Platform, 'setTimer'>, callback: () => void): Alarm {
  let cancel: (() => void) | undefined

  return {
    set(ms) {
      cancel ??= platform.setTimer(() => {
        cancel = undefined
        callback()
      }, ms)
    },
    stop() {
      cancel?.()
      cancel = undefined
    },
  }
}
