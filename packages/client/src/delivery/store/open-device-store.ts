import type { Platform } from '../../core/platform/platform.ts'
import type { Store } from '../../core/platform/store.ts'
import { openIndexedDbStore } from './open-indexed-db-store.ts'

/** Opens the platform's own store, or IndexedDB if it has none. Rejects if the store cannot be opened. */
export const openDeviceStore = (platform: Platform, name: string): Promise<Store> =>
  platform.openStore?.(name) ?? openIndexedDbStore(platform, name)
