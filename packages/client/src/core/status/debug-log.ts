import { ShadowModeError } from '../errors/shadow-mode-error.ts'
import type { Listener } from './create-events.ts'
import type { ShadowEvent } from './status.ts'

type Level = 'debug' | 'info' | 'warn'

/** Options of `debugLog`. */
export interface DebugLogOptions {
  /**
   * The text at the start of each line.
   *
   * @default '[shadow-mode]'
   */
  prefix?: string
  /**
   * The minimum level to log. `debug` adds each pair. `info` adds flushes, plans, violated bounds, and circuit breakers
   * that half-open or close. `warn` logs failures, dropped predictions, fallbacks, and circuit breakers that open.
   *
   * @default 'debug'
   */
  level?: Level
  /**
   * The console to write to.
   *
   * @default globalThis.console
   */
  console?: Pick<Console, Level>
}

const LEVELS: Level[] = ['debug', 'info', 'warn']

/** The messages of other errors may contain inputs, so only the names of those errors are logged. */
const describeError = (error: Error) =>
  error instanceof ShadowModeError ? `${error.code}: ${error.message}` : error.name

const describe = (event: ShadowEvent): [Level, string] | undefined => {
  switch (event.type) {
    case 'pair': {
      const { id, live, candidate, served } = event.pair
      const describeSide = (side: typeof live) => {
        const cause =
          side.status === 'error' ? ` (${[side.error.name, side.httpStatus].filter(Boolean).join(' ')})` : ''
        return `${side.version} ${side.status}${cause} ${side.durationMs.toFixed(1)} ms`
      }
      return [
        'debug',
        `pair ${id}: live ${describeSide(live)}, candidate ${describeSide(candidate)}, served ${served}`,
      ]
    }
    case 'fallback':
      return ['warn', `fell back to live: ${event.reason}`]
    case 'bounds':
      return ['info', `pair ${event.id} violates ${event.violations.map(({ id }) => id).join(', ')}`]
    case 'breaker':
      return [event.state === 'open' ? 'warn' : 'info', `breaker of ${event.role}: ${event.state}`]
    case 'outcomes': {
      const [level, text] = describe(event.event) ?? []
      return level && [level, `outcomes: ${text}`]
    }
    case 'dropped':
      return ['warn', `dropped ${event.count}: ${event.reason}`]
    case 'flushed':
      return ['info', `flushed (${event.reason}): ${event.delivered} delivered, ${event.rejected} rejected`]
    case 'flush-failed':
      return [
        'warn',
        `flush failed (${event.reason}), ${event.willRetry ? 'will retry' : 'gave up'}: ${describeError(event.error)}`,
      ]
    case 'plan':
      return [
        'info',
        `plan ${event.variant ?? '(no variant)'}: ${event.plan.serve} serves, ${event.plan.shadowRate} shadowed`,
      ]
    case 'problem':
      return ['warn', `problem: ${describeError(event.error)}`]
    default:
      return undefined
  }
}

/**
 * Creates a listener that logs each event except `status` as one line. Without it, the client logs nothing.
 *
 * It never logs inputs, outputs, subjects or references. Of an error that shadow-mode did not create, it logs the name
 * and HTTP status only. The message of a shadow-mode error may contain a URL, the name of an option or tag, and the message
 * of an error of the browser or the flag provider.
 *
 * @example
 * ```ts
 * client.subscribe(debugLog({ level: 'warn' }))
 * ```
 */
export function debugLog(options: DebugLogOptions = {}): Listener {
  const { prefix = '[shadow-mode]', level = 'debug', console = globalThis.console } = options
  return event => {
    const line = describe(event)
    if (line && LEVELS.indexOf(line[0]) >= LEVELS.indexOf(level)) console[line[0]](`${prefix} ${line[1]}`)
  }
}
