import type { JsonValue } from '@shadow-mode/protocol'

interface Observation {
  /** The ground truth, e.g. `1` for a default: any JSON value but null. */
  label: NonNullable<JsonValue>
  /** When it came true. Milliseconds since the epoch, ISO 8601 or a `Date`; default now. */
  observedAt?: Date | string | number | undefined
}

/** What later proved true of a prediction. */
export type OutcomeInput = Observation &
  (
    | {
        /** As given to `predict`: 1 to 256 characters. */
        reference: string
        id?: undefined
      }
    | {
        /** Of the pair: a UUIDv7, as the `pair` event gives it. */
        id: string
        reference?: string | undefined
      }
  )
