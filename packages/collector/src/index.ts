export type { Collector, CollectorOptions } from './collector/collector-options.ts'
export { startCollector } from './collector/start-collector.ts'
export { FolderLockedError } from './folder/folder-locked-error.ts'
