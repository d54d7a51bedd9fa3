/** The name of an experiment: 1 to 100 letters, digits, `.`, `_` or `-`; as protocol's `ExperimentSchema`. */
export const isExperiment = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z\d][\w.-]{0,99}$/i.test(value)
