export type ModelName = 'live' | 'candidate'
