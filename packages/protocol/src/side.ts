import * as v from 'valibot'
import { LabelSchema } from './ids.ts'
import { type JsonValue, JsonValueSchema } from './json.ts'

/** How a model ran on the device. Set by models that run there, such as an ONNX model. */
export interface Runtime {
  /** The execution provider, e.g. `wasm`. */
  provider: string
  /** SHA-256 of the model file, lower-case hex. */
  modelSha256?: string
  /** Whether this call also loaded the model. */
  cold?: boolean
  memoryBytes?: number
}

/** A prediction bound that an output violated. */
export interface BoundViolation {
  id: string
  value: JsonValue
  limit: JsonValue
}

interface SideBase {
  /** The model's version as declared by the app. */
  version: string
  /**
   * Duration of the call in milliseconds, measured with a monotonic clock. Absent in pairs from a log that does not
   * have it.
   */
  durationMs?: number
  httpStatus?: number
  runtime?: Runtime
  /** At most 100. */
  bounds?: BoundViolation[]
}

/** One model's part in a pair. `aborted` occurs only on the side that served the user. */
export type Side =
  /** `output` is absent when `record.output` chose to keep nothing. */
  | (SideBase & { status: 'ok'; output?: JsonValue })
  /** A message has at most 10,000 UTF-16 units. */
  | (SideBase & { status: 'error'; error: { name: string; message: string } })
  | (SideBase & { status: 'timeout' })
  | (SideBase & { status: 'aborted' })

export type SideStatus = Side['status']

const base = {
  version: LabelSchema,
  durationMs: v.exactOptional(v.pipe(v.number(), v.finite(), v.minValue(0))),
  httpStatus: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599))),
  runtime: v.exactOptional(
    v.object({
      provider: LabelSchema,
      modelSha256: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
      cold: v.exactOptional(v.boolean()),
      memoryBytes: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    }),
  ),
  bounds: v.exactOptional(
    v.pipe(
      v.array(v.object({ id: LabelSchema, value: JsonValueSchema, limit: JsonValueSchema })),
      v.maxLength(100),
    ),
  ),
}

export const SideSchema: v.GenericSchema<unknown, Side> = v.variant('status', [
  v.object({ ...base, status: v.literal('ok'), output: v.exactOptional(JsonValueSchema) }),
  v.object({
    ...base,
    status: v.literal('error'),
    error: v.object({ name: v.string(), message: v.pipe(v.string(), v.maxLength(10_000)) }),
  }),
  v.object({ ...base, status: v.literal('timeout') }),
  v.object({ ...base, status: v.literal('aborted') }),
])
