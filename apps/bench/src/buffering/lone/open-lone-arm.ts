import { finishedPair, finishedPairs } from '../finished-pair.ts'
import type { LoneArm } from './measured.ts'

const OURS = 'lone'
const CLIENT = 'lone-client'

/** Loads only the code of one arm. Resolves to a function that stores one pair. */
export const openLoneArm: Record<LoneArm, () => Promise<() => Promise<unknown>>> = {
  nothing: async () => async () => {},
  async ours() {
    const { bufferAlone } = await import('../arms/ours/lone-pair.ts')
    return () => bufferAlone(OURS, finishedPair(0))
  },
  async client() {
    const { predictOnce } = await import('./predict-once.ts')
    return () => predictOnce(CLIENT)
  },
  async sentry() {
    const { openSentry } = await import('../arms/open-sentry.ts')
    return () => openSentry().buffer([finishedPair(0)])
  },
  async workbox() {
    const { openWorkbox } = await import('../arms/open-workbox.ts')
    return () => openWorkbox().buffer([finishedPair(0)])
  },
}

/** Leaves the traces of `count` earlier pages with one prediction each. */
export async function leaveEarlierPages(pages: number): Promise<void> {
  const { bufferAlone } = await import('../arms/ours/lone-pair.ts')
  const { openSentry } = await import('../arms/open-sentry.ts')
  const { openWorkbox } = await import('../arms/open-workbox.ts')
  const pairs = finishedPairs(0, pages)
  for (const pair of pairs) {
    for (const key of [OURS, CLIENT]) await (await bufferAlone(key, pair))()
  }
  await openSentry().buffer(pairs)
  await openWorkbox().buffer(pairs)
}
