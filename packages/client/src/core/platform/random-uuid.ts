import type { CorePlatform } from './platform.ts'

/** Returns a random UUID (version 4). `crypto.randomUUID` exists on secure origins only. */
export function randomUuid(platform: Pick<CorePlatform, 'random'>): string {
  const randomDigit = () => Math.floor(platform.random() * 16).toString(16)
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replaceAll('x', randomDigit)
}
