/**
 * Guards the name of an experiment: 1 to 100 letters, digits, `.`, `_` or `-`, starting with a letter or digit. Same rule
 * as `ExperimentSchema` in the protocol package.
 */
export const isExperiment = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z\d][\w.-]{0,99}$/i.test(value)
