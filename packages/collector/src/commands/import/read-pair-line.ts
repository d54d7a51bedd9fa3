import { describeIssues, PairSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { describeError } from '../../errors/describe-error.ts'
import { type FileLine, MAX_LINE_BYTES } from './file-lines.ts'

/** A sound pair from line `line` of the file. */
export interface PairLine {
  line: number
  id: string
  raw: string
}

export interface BadLine {
  line: number
  /** Names the field and what was expected of it. */
  problem: string
}

/** Reads one line; `null` for an empty one. */
export function readPairLine(
  { number: line, bytes }: FileLine,
  experiment: string,
): PairLine | BadLine | null {
  if (bytes === null) return { line, problem: `longer than ${MAX_LINE_BYTES} bytes` }
  let raw: string
  let parsed: unknown
  try {
    // Bytes that are no UTF-8 must not become other characters in silence.
    raw = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
    if (raw === '') return null
    parsed = JSON.parse(raw)
  } catch (error) {
    return { line, problem: describeError(error) }
  }
  const pair = v.safeParse(PairSchema, parsed)
  if (!pair.success) return { line, problem: describeIssues(pair.issues) }
  if (pair.output.experiment !== experiment) {
    return { line, problem: `experiment: Expected "${experiment}" but received "${pair.output.experiment}"` }
  }
  return { line, id: pair.output.id, raw }
}
