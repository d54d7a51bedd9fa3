import type { Pair } from '@shadow-mode/protocol'

/** The JSON text of a pair. `input` is JSON text and is inserted unchanged. */
export function pairText(pair: Pair, input: string): string {
  const withoutInput: Partial<Pair> = { ...pair }
  delete withoutInput.input
  return `${JSON.stringify(withoutInput).slice(0, -1)},"input":${input}}`
}
