import type { Cpu } from '../cpu/open-cpu-clock.ts'

/** `client`: the whole public client, with its prediction; it also sends what the page before has left. */
export const LONE_ARMS = ['nothing', 'ours', 'client', 'sentry', 'workbox'] as const
export type LoneArm = (typeof LONE_ARMS)[number]

/** One fresh page after another. */
export type MeasuredLone = Record<LoneArm, Cpu[]>
