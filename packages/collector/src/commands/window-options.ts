import type { OptionSpec } from '../cli/command-spec.ts'

type TextOption = OptionSpec & { type: 'string' }

/** The options that select the pairs that a command reads. */
export const windowOptions: Record<'from' | 'to', TextOption> = {
  from: {
    type: 'string',
    placeholder: 'time',
    description: 'Start time, inclusive; compared with the time in a pair’s id',
  },
  to: { type: 'string', placeholder: 'time', description: 'End time, exclusive' },
}
