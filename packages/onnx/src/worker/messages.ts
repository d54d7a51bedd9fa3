import type { OnnxErrorCode } from '../errors/onnx-error.ts'
import type { Tensors } from '../tensors/tensors.ts'

/** Main thread to worker. */
export type WorkerRequest =
  /** The first message, sent once. All URLs are absolute. */
  | {
      type: 'load'
      url: string
      /** URLs of the model's other files, by the paths in the model. */
      externalData: Record<string, string>
      /** The outputs to read. All tensors, if undefined. */
      outputs?: readonly string[]
      wasm: string
      mjs?: string
    }
  /** The worker sends exactly one reply with the same id. */
  | { type: 'run'; id: number; inputs: Tensors }

/** Worker to main thread. */
export type WorkerReply =
  /**
   * `modelSha256` is missing on insecure origins, which have no `crypto.subtle`. `unreadable` says, by name, why outputs
   * cannot be read.
   */
  | { type: 'loaded'; modelSha256?: string; unreadable: Record<string, string> }
  | { type: 'load-failed'; code: OnnxErrorCode; message: string }
  | { type: 'ran'; id: number; outputs: Tensors; memoryBytes: number }
  | { type: 'run-failed'; id: number; code: OnnxErrorCode; message: string }
