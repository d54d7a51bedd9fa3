import type { Side } from '@shadow-mode/protocol'
import { compareFields } from './compare-fields.ts'
import { describeError } from './describe-error.ts'
import { type Failed, findHint } from './find-hint.ts'
import type { ShadowEvent } from './status.ts'

export type Level = 'debug' | 'info' | 'warn'

const describeSide = (side: Side, messages: boolean): string => {
  const end = `${(side.durationMs ?? 0).toFixed(1)} ms`
  if (side.status !== 'error') return `${side.version} ${side.status} ${end}`
  const { name, message } = side.error
  const label = [name, side.httpStatus].filter(Boolean).join(' ')
  return `${side.version} error (${messages && message ? `${label}: ${message}` : label}) ${end}`
}

/** Returns which requests a problem is about. The message of a problem of `reportFailures` begins with it. */
const whatFailed = ({ message }: Error): Failed => {
  const [, what] = /^(flush|live|candidate): no response/.exec(message) ?? []
  return what === 'flush' ? what : what ? 'shadow call' : 'other'
}

function describePair({ pair }: Extract<ShadowEvent, { type: 'pair' }>, messages: boolean): [Level, string] {
  const { id, live, candidate, served } = pair
  const difference = compareFields(pair)
  const shadow = served === 'live' ? candidate : live
  const hasFailed = shadow.status === 'error'
  const hint = hasFailed ? findHint(shadow.error.message, 'shadow call') : undefined
  const line = `pair ${id}: live ${describeSide(live, messages)}, candidate ${describeSide(candidate, messages)}, served ${served}`
  return [difference || hasFailed ? 'warn' : 'debug', [line, difference, hint].filter(Boolean).join(' – ')]
}

/** Describes an event in one line. `undefined` for `status`, which is not logged. */
export function describeEvent(event: ShadowEvent, messages: boolean): [Level, string] | undefined {
  switch (event.type) {
    case 'pair':
      return describePair(event, messages)
    case 'fallback':
      return ['warn', `fell back to live: ${event.reason}`]
    case 'bounds':
      return ['info', `pair ${event.id} violates ${event.violations.map(({ id }) => id).join(', ')}`]
    case 'breaker':
      return [event.state === 'open' ? 'warn' : 'info', `breaker of ${event.role}: ${event.state}`]
    case 'outcomes': {
      const [level, text] = describeEvent(event.event, messages) ?? []
      return level && [level, `outcomes: ${text}`]
    }
    case 'dropped':
      return ['warn', `dropped ${event.count}: ${event.reason}`]
    case 'flushed':
      return ['info', `flushed (${event.reason}): ${event.delivered} delivered, ${event.rejected} rejected`]
    case 'flush-failed': {
      const next = event.willRetry ? 'will retry' : 'gave up'
      return [
        'warn',
        `flush failed (${event.reason}), ${next}: ${describeError(event.error, messages, 'flush')}`,
      ]
    }
    case 'plan':
      return [
        'info',
        `plan ${event.variant ?? '(no variant)'}: ${event.plan.serve} serves, ${event.plan.shadowRate} shadowed`,
      ]
    case 'problem':
      return ['warn', `problem: ${describeError(event.error, messages, whatFailed(event.error))}`]
    default:
      return undefined
  }
}
