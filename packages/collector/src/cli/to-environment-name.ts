/** Returns the environment variable of an option: `SHADOW_MODE_INGEST_KEY` for `ingest-key`. */
export function toEnvironmentName(option: string): string {
  return `SHADOW_MODE_${option.replaceAll('-', '_').toUpperCase()}`
}
