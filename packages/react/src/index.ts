'use client'

export type { ShadowPrediction, ShadowPredictionOptions } from './prediction.ts'
export { ShadowProvider, type ShadowProviderProps } from './shadow-provider.ts'
export { useShadowClient } from './use-shadow-client.ts'
export { useShadowPrediction } from './use-shadow-prediction.ts'
export { useShadowStatus } from './use-shadow-status.ts'
