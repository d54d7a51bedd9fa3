import type { JsonValue } from '@shadow-mode/protocol'

interface Observation {
  /** The ground truth: any JSON value except null, for example `1` if a loan has defaulted. */
  label: NonNullable<JsonValue>
  /**
   * When the label was observed: milliseconds since the epoch, an ISO 8601 string or a `Date`.
   *
   * @default Date.now()
   */
  observedAt?: Date | string | number | undefined
}

/** The ground truth for an earlier prediction. */
export type OutcomeInput = Observation &
  (
    | {
        /** The reference that was passed to `predict`: 1 to 256 characters. */
        reference: string
        id?: undefined
      }
    | {
        /** The id of the pair from the `pair` event: a UUIDv7. */
        id: string
        reference?: string | undefined
      }
  )
