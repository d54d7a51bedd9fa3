import { ShadowModeError } from '../core/errors/shadow-mode-error.ts'
import { likelyCause } from '../core/http/likely-cause.ts'
import type { ClientCore } from './client-core.ts'

/**
 * Returns an `emit` that also reports a `problem` if batches or shadow calls get no response. The problem says what that may
 * mean. It is repeated only after a request got a response, or if it means something else.
 */
export function reportFailures({
  emit,
  onProblem,
}: Pick<ClientCore<never, never>, 'emit' | 'onProblem'>): typeof emit {
  const told: Record<string, string | undefined> = {}
  const follow = (what: string, cause?: Error) => {
    const meaning = cause && likelyCause(cause.message)
    if (meaning && told[what] !== meaning)
      onProblem(new ShadowModeError('request', `${what}: no response: ${meaning}`, { cause }))
    // An error that says something else came with a response, or without a request.
    told[what] = meaning
  }
  return event => {
    emit(event)
    if (event.type === 'outcomes') event = event.event
    if (event.type === 'flush-failed') follow('flush', event.error)
    if (event.type === 'flushed') follow('flush')
    if (event.type === 'pair') {
      const role = event.pair.served === 'live' ? 'candidate' : 'live'
      const side = event.pair[role]
      follow(role, side.status === 'error' ? Object.assign(new Error(), side.error) : undefined)
    }
  }
}
