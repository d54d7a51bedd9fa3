import type { OptionSpec } from '../cli/command-spec.ts'

type TextOption = OptionSpec & { type: 'string' }

/** Which pairs a command reads. */
export const windowOptions: Record<'from' | 'to', TextOption> = {
  from: { type: 'string', placeholder: 'time', describe: 'First instant, by the time in the id' },
  to: { type: 'string', placeholder: 'time', describe: 'End, exclusive' },
}
