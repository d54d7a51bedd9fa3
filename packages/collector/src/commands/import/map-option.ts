import type { OptionSpec } from '../../cli/command-spec.ts'

/** The option that names a map. */
export const mapOption: Record<'map', OptionSpec & { type: 'string' }> = {
  map: {
    type: 'string',
    placeholder: 'file',
    description: 'JSON file that names the columns of a log: CSV, JSON lines or Parquet',
  },
}
