import { compactJson } from '../engine/compact-json.ts'
import type { Engine, Window } from '../engine/engine.ts'

/**
 * An experiment's pairs, one a line and each as it was sent; only a text with line breaks loses the white space
 * between its tokens.
 */
export async function* pairLines(engine: Engine, experiment: string, window: Window): AsyncGenerator<string> {
  for await (const raw of engine.pairs(experiment, window)) {
    yield `${/[\r\n]/.test(raw) ? compactJson(raw) : raw}\n`
  }
}
