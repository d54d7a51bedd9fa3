import * as ort from 'onnxruntime-web/wasm'
import { describeError } from '../errors/describe-error.ts'
import type { Tensor, TensorData, Tensors } from '../tensors/tensors.ts'
import { Failure } from './failure.ts'

const isBooleans = (data: TensorData): data is boolean[] => typeof data[0] === 'boolean'

function toTensor(name: string, { data, dims }: Tensor): ort.Tensor {
  try {
    return isBooleans(data) ? new ort.Tensor('bool', data, dims) : new ort.Tensor(data, dims)
  } catch (error) {
    throw new Failure('run-input', `Input "${name}" is no valid tensor: ${describeError(error)}`, error)
  }
}

/** Runs the session once. The caller owns the outputs, which are copies. */
export async function runSession(session: ort.InferenceSession, inputs: Tensors): Promise<Tensors> {
  const feeds = Object.fromEntries(
    Object.entries(inputs).map(([name, tensor]) => [name, toTensor(name, tensor)]),
  )
  try {
    const results = Object.entries(await session.run(feeds))
    return Object.fromEntries(results.map(([name, { data, dims }]) => [name, { data, dims }]))
  } catch (error) {
    throw new Failure('run-session', `The model failed: ${describeError(error)}`, error)
  }
}
