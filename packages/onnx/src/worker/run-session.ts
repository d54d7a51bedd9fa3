import type * as ort from 'onnxruntime-web/wasm'
import { describeError } from '../errors/describe-error.ts'
import type { Tensor, Tensors, TensorType } from '../tensors/tensors.ts'
import { Failure } from './failure.ts'
import { fromFloat16 } from './float16.ts'
import type { LoadedSession } from './load-session.ts'
import { toFeed } from './to-feed.ts'

type Feeds = Record<string, ort.Tensor>

function toFeeds({ inputMetadata, inputNames }: ort.InferenceSession, inputs: Tensors): Feeds {
  const wrong = Object.keys(inputs).find(name => !inputNames.includes(name))
  const missing = inputNames.find(name => !inputs[name])
  if (wrong !== undefined || missing !== undefined) {
    const problem =
      wrong === undefined ? `Input "${missing}" is missing` : `The model has no input "${wrong}"`
    throw new Failure(
      'run-input',
      `${problem}. Its inputs are ${inputNames.map(name => `"${name}"`).join(', ')}`,
    )
  }
  return Object.fromEntries(
    inputMetadata.map(declared => [declared.name, toFeed(declared, inputs[declared.name]!)]),
  )
}

function toOutput({ type, data, dims }: ort.Tensor): Tensor {
  const isHalf = type === 'float16' && ArrayBuffer.isView(data)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no run asks for an output of another type
  return { type: type as TensorType, data: isHalf ? fromFloat16(data) : data, dims }
}

/** Runs the session once. The caller owns the outputs, which are copies. */
export async function runSession({ session, outputs }: LoadedSession, inputs: Tensors): Promise<Tensors> {
  const feeds = toFeeds(session, inputs)
  try {
    const results = Object.entries(await session.run(feeds, outputs))
    return Object.fromEntries(results.map(([name, tensor]) => [name, toOutput(tensor)]))
  } catch (error) {
    throw new Failure('run-session', `The model failed: ${describeError(error)}`, error)
  }
}
