import { OnnxRunError } from '../errors/onnx-run-error.ts'
import type { Tensors } from './tensors.ts'

/**
 * Makes the outputs that the runtime cannot read throw where they are read. An `undefined` would become a wrong answer.
 * `unreadable` has the messages by name.
 */
export function guardUnreadable(outputs: Tensors, unreadable: Readonly<Record<string, string>>): Tensors {
  for (const [name, message] of Object.entries(unreadable)) {
    Object.defineProperty(outputs, name, {
      get() {
        throw new OnnxRunError('run-output', message)
      },
    })
  }
  return outputs
}
