import type { Cpu } from '../cpu/open-cpu-clock.ts'

/** `client` is the whole public client with its prediction. It also sends the pair of the page before. */
export const LONE_ARMS = ['nothing', 'ours', 'client', 'sentry', 'workbox'] as const
export type LoneArm = (typeof LONE_ARMS)[number]

/** The costs of fresh pages. */
export type MeasuredLone = Record<LoneArm, Cpu[]>
