import type { Model } from '../../core/model/model.ts'
import type { FlagSource } from '../../plan/flag-source.ts'
import type { PlanInput } from '../../plan/plan-input.ts'
import type { PrivacyOptions } from '../privacy/privacy-options.ts'
import type { Recording } from './recording.ts'

/** Where the plan comes from: either a fixed `plan` in the code, or `flags` that can be changed remotely. */
export type PlanOptions =
  | {
      /**
       * A fixed plan.
       *
       * @example
       * ```ts
       * plan: { serve: 'live', shadowRate: 0.1 }
       * ```
       */
      plan: PlanInput
      flags?: never
      bootstrap?: never
    }
  | {
      /**
       * The source of the flag that provides the plan. See `flagdJson` and `openFeature`. The client stores the last
       * plans of up to 50 subjects on the device, so that the first prediction of the next page can use them. With
       * `storage: 'memory'`, it does not.
       *
       * @example
       * ```ts
       * flags: flagdJson({ url: '/flags.json' })
       * ```
       */
      flags: FlagSource
      /**
       * The plan for subjects without a stored plan, until the flag has been read for them. It also selects the serving
       * model when `serveTtlMs` of the source has passed.
       *
       * @default { serve: 'live', shadowRate: 0 }
       */
      bootstrap?: PlanInput
      plan?: never
    }

/**
 * Options of `createShadowClient`.
 *
 * @example
 * ```ts
 * const client = createShadowClient({
 *   experiment: 'credit-risk',
 *   live: httpModel({ url: '/api/v1/score', version: '1' }),
 *   candidate: httpModel({ url: '/api/v2/score', version: '2' }),
 *   collector: { url: 'https://collector.example', key: 'ingest-key' },
 *   plan: { serve: 'live', shadowRate: 0.1 },
 * })
 * ```
 */
export type ClientOptions<Input, Output> = PlanOptions &
  Recording<Input, Output> &
  PrivacyOptions & {
    /**
     * The name of the experiment, which is also the default key of its flag. 1 to 100 letters, digits, `.`, `_` or `-`,
     * starting with a letter or digit.
     */
    experiment: string
    /** The model in production. */
    live: Model<Input, Output>
    /** The model that may replace the live model. */
    candidate: Model<Input, Output>
    /** Where pairs and outcomes are sent. */
    collector: {
      /**
       * The base URL, to which the client appends the route, such as `/v1/pairs`. An http or https URL, or a path on the
       * page's origin that starts with `/`. 1 to 2,048 characters.
       *
       * It must not contain `?`, `#`, `@` or white space: the client appends the query itself, and credentials in the URL
       * would be visible to every visitor. Requests carry cookies only to a path.
       */
      url: string
      /** The ingest key, 1 to 1,024 characters. It may be public, because it can only add pairs and outcomes. */
      key: string
      /**
       * The content type of requests. `text` avoids a CORS preflight. A closing page always sends `text`.
       *
       * @default 'text'
       */
      contentType?: 'text' | 'json'
    }
    /**
     * Where undelivered pairs and outcomes are stored. With `memory`, they are lost with the page, and nothing is stored on
     * the device but an opt-out.
     *
     * @default 'durable'
     */
    storage?: 'durable' | 'memory'
  }
