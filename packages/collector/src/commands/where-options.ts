import type { OptionSpec } from '../cli/command-spec.ts'

type TextOption = OptionSpec & { type: 'string' }

/** Where a command reads the pairs. `--url` takes precedence, because a container may set the data folder globally. */
export const whereOptions: Record<'data' | 'url' | 'token', TextOption> = {
  data: { type: 'string', placeholder: 'dir', describe: 'Data folder, opened by this command itself' },
  url: { type: 'string', placeholder: 'url', describe: 'A running collector instead of a folder' },
  token: { type: 'string', describe: 'With --url: the collector’s read token' },
}
