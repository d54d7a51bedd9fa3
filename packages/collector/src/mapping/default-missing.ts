/** Texts that mean "no value", as pandas, R and SQL write it. */
export const DEFAULT_MISSING: readonly string[] = [
  '',
  'NA',
  'N/A',
  'n/a',
  '#N/A',
  '<NA>',
  'NaN',
  'nan',
  '-nan',
  'NULL',
  'Null',
  'null',
  'None',
  'NaT',
  '\\N',
]
