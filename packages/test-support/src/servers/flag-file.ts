import type { Plan } from '@shadow-mode/protocol'
import type { Handler } from './handler.ts'

/** A plan as an app writes it. Omitted limits have their defaults. */
type PlanInput = Pick<Plan, 'serve' | 'shadowRate'> & Partial<Plan>

/** One read of the file by a page. */
interface FlagReading {
  /** Milliseconds since the epoch. */
  at: number
  /** The page's URL without its fragment. */
  page: string
}

/** A flag file in flagd's format, with one flag for each experiment. Tests can change it. */
export interface FlagFile {
  handler: Handler
  /** Sets the flag to this plan for everybody. */
  enable(experiment: string, plan: PlanInput): void
  disable(experiment: string): void
  /** If true, every request is answered with 503. */
  isDown: boolean
  /** The reads since the file was last changed. */
  readings: FlagReading[]
  /** The number of requests that were answered with 503. */
  refused: number
}

interface Flag {
  state: 'ENABLED' | 'DISABLED'
  variants: Record<string, PlanInput>
  defaultVariant: string
}

/** Serves the file as `/flags.json`. */
export function flagFile(): FlagFile {
  const flags: Record<string, Flag> = {}
  let version = 0
  const file: FlagFile = {
    isDown: false,
    readings: [],
    refused: 0,
    enable(experiment, plan) {
      flags[experiment] = { state: 'ENABLED', variants: { on: plan }, defaultVariant: 'on' }
      version += 1
      file.readings = []
    },
    disable(experiment) {
      const flag = flags[experiment]
      if (!flag) throw new Error(`no flag ${experiment}`)
      flag.state = 'DISABLED'
      version += 1
      file.readings = []
    },
    handler(request, response) {
      if (request.url?.split('?')[0] !== '/flags.json') return false
      if (file.isDown) {
        file.refused += 1
        response.writeHead(503).end()
        return true
      }
      file.readings.push({ at: Date.now(), page: request.headers.referer ?? '' })
      response.setHeader('content-type', 'application/json')
      response.setHeader('cache-control', 'no-cache')
      response.end(JSON.stringify({ flags, metadata: { version: `${version}` } }))
      return true
    },
  }
  return file
}
