import type { OptionSpec } from '../cli/command-spec.ts'

type TextOption = OptionSpec & { type: 'string' }

/** Where a command finds the pairs. Given both, `--url` is asked: a container may have its data folder set for all. */
export const whereOptions: Record<'data' | 'url' | 'token', TextOption> = {
  data: { type: 'string', placeholder: 'dir', describe: 'Data folder, opened by this command itself' },
  url: { type: 'string', placeholder: 'url', describe: 'A running collector instead of a folder' },
  token: { type: 'string', describe: 'With --url: the collector’s read token' },
}
