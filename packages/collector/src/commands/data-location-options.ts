import type { OptionSpec } from '../cli/command-spec.ts'
import { lockWaitOption } from './lock-wait-option.ts'

type TextOption = OptionSpec & { type: 'string' }

/**
 * The options that name a data folder or a collector. `--url` takes precedence, because a container may set the data
 * folder in its environment.
 */
export const dataLocationOptions: Record<'data' | 'url' | 'token', TextOption> & typeof lockWaitOption = {
  data: { type: 'string', placeholder: 'dir', description: 'Data folder; the command opens it directly' },
  ...lockWaitOption,
  url: {
    type: 'string',
    placeholder: 'url',
    description: 'URL of a running collector, instead of a data folder',
  },
  token: { type: 'string', description: 'With --url: the collector’s read token' },
}
