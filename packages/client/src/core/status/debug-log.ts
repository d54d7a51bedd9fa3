import { isObject } from '../guard/is-object.ts'
import { isString } from '../guard/is-string.ts'
import { mustBe, object, oneOf } from '../guard/readers.ts'
import type { Listener } from './create-events.ts'
import { describeEvent, type Level } from './describe-event.ts'

/** Options of `debugLog`. */
export interface DebugLogOptions {
  /**
   * The text at the start of each line.
   *
   * @default '[shadow-mode]'
   */
  prefix?: string | undefined
  /**
   * The minimum level to log. `debug` adds each pair. `info` adds flushes, plans, violated bounds, and circuit breakers that
   * half-open or close. `warn` logs failures, shadow calls that fail, pairs whose outputs have no field in common, dropped predictions, fallbacks,
   * and circuit breakers that open.
   *
   * @default 'debug'
   */
  level?: Level | undefined
  /**
   * Whether to log the messages and causes of all errors. The message of an error that shadow-mode did not create, such as
   * an error of your model, may contain an input. Set it to `false` where something records the console. Then such an error
   * is logged by its name and HTTP status.
   *
   * @default true
   */
  messages?: boolean | undefined
  /**
   * The console to write to.
   *
   * @default globalThis.console
   */
  console?: Pick<Console, Level> | undefined
}

const LEVELS: Level[] = ['debug', 'info', 'warn']

/**
 * Creates a listener that logs each event except `status` as one line. Without it, the client logs nothing. Use it during
 * setup: for known failures, the line says what they may mean.
 *
 * It never logs inputs, outputs, subjects or references. It logs the messages of errors, unless `messages` is `false`. The
 * message in a pair is the one that is recorded, after `fields` and `redact`.
 *
 * Throws `InvalidOptionError` for an invalid or unknown option.
 *
 * @example
 * ```ts
 * client.subscribe(debugLog({ level: 'warn' }))
 * ```
 */
export function debugLog(options: DebugLogOptions = {}): Listener {
  const { prefix, level, messages, console } = object({
    prefix: mustBe<string>(isString, 'a string', '[shadow-mode]'),
    level: oneOf(LEVELS, 'debug'),
    messages: oneOf([true, false], true),
    console: mustBe<Pick<Console, Level>>(isObject, 'an object', globalThis.console),
  })(options, 'debugLog')
  return event => {
    const line = describeEvent(event, messages)
    if (line && LEVELS.indexOf(line[0]) >= LEVELS.indexOf(level)) console[line[0]](`${prefix} ${line[1]}`)
  }
}
