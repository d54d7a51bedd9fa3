import type { OnnxErrorCode } from '../errors/onnx-error.ts'
import type { Tensors } from '../tensors/tensors.ts'

/** Main thread to worker. */
export type WorkerRequest =
  /** Sent once, first. URLs are absolute; without `wasm` the worker's own neighbour file is used. */
  | { type: 'load'; url: string; wasm?: string; mjs?: string }
  /** Answered by exactly one reply that carries its id. */
  | { type: 'run'; id: number; inputs: Tensors }

/** Worker to main thread. */
export type WorkerReply =
  /** `modelSha256` is absent where the page has no `crypto.subtle` (an insecure origin). */
  | { type: 'loaded'; modelSha256?: string }
  | { type: 'load-failed'; code: OnnxErrorCode; message: string }
  | { type: 'ran'; id: number; outputs: Tensors; memoryBytes: number }
  | { type: 'run-failed'; id: number; code: OnnxErrorCode; message: string }
