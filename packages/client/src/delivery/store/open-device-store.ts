import type { Platform } from '../../core/platform/platform.ts'
import type { Store } from '../../core/platform/store.ts'
import { openIndexedDbStore } from './open-indexed-db-store.ts'

/** Opens the store on the device: the platform's own, else IndexedDB. Rejects when it cannot be opened. */
export const openDeviceStore = (platform: Platform, name: string): Promise<Store> =>
  platform.openStore?.(name) ?? openIndexedDbStore(platform, name)
