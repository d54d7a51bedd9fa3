import type { OnnxErrorCode } from '../errors/onnx-error.ts'
import type { Tensors } from '../tensors/tensors.ts'

/** Main thread to worker. */
export type WorkerRequest =
  /** The first message, sent once. URLs are absolute. Without `wasm`, the worker uses the file next to it. */
  | { type: 'load'; url: string; wasm?: string; mjs?: string }
  /** The worker sends exactly one reply with the same id. */
  | { type: 'run'; id: number; inputs: Tensors }

/** Worker to main thread. */
export type WorkerReply =
  /** `modelSha256` is missing on insecure origins, which have no `crypto.subtle`. */
  | { type: 'loaded'; modelSha256?: string }
  | { type: 'load-failed'; code: OnnxErrorCode; message: string }
  | { type: 'ran'; id: number; outputs: Tensors; memoryBytes: number }
  | { type: 'run-failed'; id: number; code: OnnxErrorCode; message: string }
