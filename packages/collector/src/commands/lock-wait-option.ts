import type { OptionSpec } from '../cli/command-spec.ts'
import { parseWholeNumber } from '../cli/parse-whole-number.ts'

const NAME = 'lock-wait'
const MAX_SECONDS = 86_400

/** The option of every command that opens a data folder. */
export const lockWaitOption: Record<typeof NAME, OptionSpec & { type: 'string'; default: string }> = {
  [NAME]: {
    type: 'string',
    placeholder: 'seconds',
    default: '10',
    description: 'How long to wait until another process lets go of the data folder',
  },
}

/** @returns Milliseconds. */
export function parseLockWait(values: Record<typeof NAME, string>): number {
  return parseWholeNumber(NAME, values[NAME], 0, MAX_SECONDS) * 1_000
}
