import type { Model } from '../../core/model/model.ts'
import type { FlagSource } from '../../plan/flag-source.ts'
import type { PlanInput } from '../../plan/plan-input.ts'
import type { PrivacyOptions } from '../privacy/privacy-options.ts'
import type { Recording } from './recording.ts'

/** Where the plan comes from: fixed in the code, or a flag that can be changed from afar. Never both. */
export type PlanOptions =
  | { plan: PlanInput; flags?: never; bootstrap?: never }
  | {
      /**
       * See `flagdJson` and `openFeature`. The last plans of up to 50 subjects are kept in localStorage, so that the next
       * page's first prediction follows them.
       */
      flags: FlagSource
      /** Holds for a subject until the flags, or what they last said to it, are there. Default `{ serve: 'live', shadowRate: 0 }`. */
      bootstrap?: PlanInput
      plan?: never
    }

/** Options of `createShadowClient`. */
export type ClientOptions<Input, Output> = PlanOptions &
  Recording<Input, Output> &
  PrivacyOptions & {
    /** Name of the experiment, and key of its flag: 1 to 100 letters, digits, `.`, `_` or `-`; the first a letter or digit. */
    experiment: string
    /** The model in production. */
    live: Model<Input, Output>
    /** The model that wants to take its place. */
    candidate: Model<Input, Output>
    /** Where pairs are sent. */
    collector: {
      /**
       * Base URL over http or https, or a path on the page's own origin, which begins with `/`; `/v1/pairs` is added. 1 to 2,048 characters, none of
       * them `?`, `#`, `@` or white space: key and query are added here, and credentials would be every visitor's.
       */
      url: string
      /** The ingest key, 1 to 1,024 characters. It is public: it can only add pairs. */
      key: string
      /** `text` needs no CORS preflight. Default `text`. */
      contentType?: 'text' | 'json'
    }
    /** `memory` leaves nothing on the device: what was not delivered ends with the page. Default `durable`. */
    storage?: 'durable' | 'memory'
  }
