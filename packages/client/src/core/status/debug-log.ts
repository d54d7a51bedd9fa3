import { ShadowModeError } from '../errors/shadow-mode-error.ts'
import type { Listener } from './create-events.ts'
import type { ShadowEvent } from './status.ts'

type Level = 'debug' | 'info' | 'warn'

/** Options of `debugLog`. */
export interface DebugLogOptions {
  /** Begins each line. Default `[shadow-mode]`. */
  prefix?: string
  /**
   * The least that is told. `debug`: each pair; `info`: flushes, plans, violated bounds, and a breaker that tries or closes;
   * `warn`: what failed or was lost, fallbacks, and a breaker that opens. Default `debug`.
   */
  level?: Level
  /** Gets each line by the method of its level. Default: the console. */
  console?: Pick<Console, Level>
}

const LEVELS: Level[] = ['debug', 'info', 'warn']

/** Errors of others may quote what they were given: of those only the name is told. */
const say = (error: Error) =>
  error instanceof ShadowModeError ? `${error.code}: ${error.message}` : error.name

const describe = (event: ShadowEvent): [Level, string] | undefined => {
  switch (event.type) {
    case 'pair': {
      const { id, live, candidate, served } = event.pair
      const side = (it: typeof live) => {
        const why =
          it.status === 'error' ? ` (${[it.error.name, it.httpStatus].filter(Boolean).join(' ')})` : ''
        return `${it.version} ${it.status}${why} ${it.durationMs.toFixed(1)} ms`
      }
      return ['debug', `pair ${id}: live ${side(live)}, candidate ${side(candidate)}, served ${served}`]
    }
    case 'fallback':
      return ['warn', `live answered for the candidate: ${event.reason}`]
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
        `flush failed (${event.reason}), ${event.willRetry ? 'will retry' : 'gave up'}: ${say(event.error)}`,
      ]
    case 'plan':
      return [
        'info',
        `plan ${event.variant ?? '(no variant)'}: ${event.plan.serve} serves, ${event.plan.shadowRate} shadowed`,
      ]
    case 'problem':
      return ['warn', `problem: ${say(event.error)}`]
    default:
      return undefined
  }
}

/**
 * A listener that writes what happens to the console, one line for each event but `status`:
 * `client.subscribe(debugLog())`. Nothing is logged without it. Never logs inputs, outputs, subjects, references or
 * messages of errors that are not shadow-mode's; an id, a version, an error's name and HTTP status, a bound's name and a
 * URL may be in a line.
 */
export function debugLog(options: DebugLogOptions = {}): Listener {
  const { prefix = '[shadow-mode]', level = 'debug', console = globalThis.console } = options
  return event => {
    const line = describe(event)
    if (line && LEVELS.indexOf(line[0]) >= LEVELS.indexOf(level)) console[line[0]](`${prefix} ${line[1]}`)
  }
}
