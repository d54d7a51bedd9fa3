import type { InferenceSession } from 'onnxruntime-web/wasm'
import { Failure } from './failure.ts'
import { isReadable } from './is-readable.ts'

export interface ChosenOutputs {
  outputs: readonly string[]
  /** Says, by name, why outputs cannot be read. The runtime fails every run that asks for one. */
  unreadable: Record<string, string>
}

const quote = (names: readonly string[]): string => names.map(name => `"${name}"`).join(', ') || 'none'

const explain = (name: string): string =>
  `Output "${name}" is a map or a sequence, which ONNX Runtime Web cannot read. Convert sklearn models with options={'zipmap': False}`

/** Chooses the outputs that a run asks for: the named ones, or else all that can be read. */
export function chooseOutputs(
  metadata: readonly InferenceSession.ValueMetadata[],
  named: readonly string[] | undefined,
): ChosenOutputs {
  const namesOf = (outputs: typeof metadata): string[] => outputs.map(({ name }) => name)
  const readable = namesOf(metadata.filter(isReadable))
  const unreadable = namesOf(metadata.filter(output => !isReadable(output)))
  const wrong = named?.filter(name => !readable.includes(name)) ?? []
  if (readable.length && !wrong.length)
    return {
      outputs: named ?? readable,
      unreadable: Object.fromEntries(unreadable.map(name => [name, explain(name)])),
    }
  const problem = wrong.length ? `outputs names ${quote(wrong)}` : 'No output can be read'
  const given = `ONNX Runtime Web can read these outputs of the model: ${quote(readable)}`
  throw new Failure(
    'load-outputs',
    `${problem}. ${given}. It cannot read maps and sequences: ${quote(unreadable)}`,
  )
}
