/** Describes one option of a command. */
export interface OptionSpec {
  type: 'string' | 'boolean'
  /** A single letter: `o` for `-o`. */
  short?: string
  /** Whether the option can be repeated. Its environment variable and its default separate the values by commas. */
  multiple?: boolean
  /**
   * Shown in the help: `--port <number>`.
   *
   * @default the option's name
   */
  placeholder?: string
  description: string
  /** Used when the option, or without it the environment variable, is missing or empty. Not used for booleans. */
  default?: string
  /** Whether a command without a value is refused. Applies only to options that are not repeatable. */
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

/** The values of the options by name. */
export type OptionValues<O extends Record<string, OptionSpec>> = {
  [K in keyof O]: O[K] extends { multiple: true }
    ? string[]
    : O[K] extends { type: 'boolean' }
      ? boolean
      : O[K] extends { default: string } | { required: true }
        ? string
        : string | undefined
}

/** The parsed arguments of a command. */
export interface CommandCall<O extends Record<string, OptionSpec>> {
  values: OptionValues<O>
  positionals: string[]
}
