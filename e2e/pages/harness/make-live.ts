import { httpModel, type Model } from '@shadow-mode/client'
import type { LiveKind } from './config.ts'

const VERSION = '1.4.0'

export function makeLive(live: LiveKind): Model<unknown, unknown> {
  if (live.kind === 'http') return httpModel({ url: live.url, version: VERSION })
  if (live.kind === 'rejects-oddly') {
    return { version: VERSION, predict: () => Promise.reject({ reason: 'not an Error' }) }
  }
  return {
    version: VERSION,
    predict: () => {
      throw new RangeError('live threw before it had a promise')
    },
  }
}
