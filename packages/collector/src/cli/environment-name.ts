/** `ingest-key` → `SHADOW_MODE_INGEST_KEY`. */
export function environmentName(option: string): string {
  return `SHADOW_MODE_${option.replaceAll('-', '_').toUpperCase()}`
}
