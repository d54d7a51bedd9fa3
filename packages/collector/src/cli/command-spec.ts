export interface OptionSpec {
  type: 'string' | 'boolean'
  /** A single letter: `o` for `-o`. */
  short?: string
  /** May be given more than once; in its environment variable the values are separated by commas. */
  multiple?: boolean
  /** Shown in the help: `--port <number>`. */
  placeholder?: string
  describe: string
  /** Used when neither the option nor its environment variable is there. */
  default?: string
  required?: boolean
}

/** What a command takes: the parser, the help text and the environment variables all come from it. */
export interface CommandSpec<O extends Record<string, OptionSpec> = Record<string, OptionSpec>> {
  name: string
  summary: string
  /** As shown in the usage line, e.g. `<experiment> <pairs.jsonl[.gz]>`; none when absent. */
  positionals?: string
  /** How many positionals there must be, or the fewest and the most; 0 when absent. */
  positionalCount?: number | readonly [min: number, max: number]
  options: O
}

/** The type of each option's value. */
export type OptionValues<O extends Record<string, OptionSpec>> = {
  [K in keyof O]: O[K] extends { multiple: true }
    ? string[]
    : O[K] extends { type: 'boolean' }
      ? boolean
      : O[K] extends { default: string } | { required: true }
        ? string
        : string | undefined
}

export interface CommandCall<O extends Record<string, OptionSpec>> {
  values: OptionValues<O>
  positionals: string[]
}
