/** A random UUID (version 4). `crypto.randomUUID` exists on secure origins only. */
export function randomUuid(random: () => number): string {
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replaceAll('x', () => Math.floor(random() * 16).toString(16))
}
