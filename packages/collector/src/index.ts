export type { Collector, CollectorOptions } from './collector/collector-options.ts'
export { FolderLockedError } from './collector/folder-lock.ts'
export { startCollector } from './collector/start-collector.ts'
