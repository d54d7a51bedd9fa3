export interface OptionSpec {
  type: 'string' | 'boolean'
  /** A single letter: `o` for `-o`. */
  short?: string
  /** Whether the option can be repeated. Its environment variable separates the values by commas. */
  multiple?: boolean
  /** Shown in the help: `--port <number>`. */
  placeholder?: string
  description: string
  /** Used when neither the option nor its environment variable is set. */
  default?: string
  required?: boolean
}

/** Describes a command. The parser, the help text and the environment variables are derived from it. */
export interface CommandSpec<O extends Record<string, OptionSpec> = Record<string, OptionSpec>> {
  name: string
  summary: string
  /** Shown in the usage line, e.g. `<experiment> <pairs.jsonl[.gz]>`. */
  positionals?: string
  /**
   * Number of positionals, or its minimum and maximum.
   *
   * @default 0
   */
  positionalCount?: number | readonly [min: number, max: number]
  options: O
}

/** The values of the options. */
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
