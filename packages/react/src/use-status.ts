import { emptyStatus, type Status } from '@shadow-mode/client'
import { useMemo, useSyncExternalStore } from 'react'
import type { AnyShadowClient } from './any-shadow-client.ts'

// React needs the same object until something changes, but `status()` returns a new one for each call.
const statusStore = (client: AnyShadowClient) => {
  let current: Status | undefined
  return {
    get: () => (current ??= client.status()),
    subscribe: (changed: () => void) => {
      const refresh = () => {
        current = client.status()
        changed()
      }
      refresh()
      return client.subscribe(refresh)
    },
  }
}

let serverStatus: Status | undefined

/**
 * Constant: a server may not read the clock while it prerenders, and the browser's client may already have counted
 * predictions when the page hydrates.
 */
const getServerStatus = () => (serverStatus ??= emptyStatus())

/** `useShadowStatus` for this client. */
export function useStatus(client: AnyShadowClient): Status {
  const store = useMemo(() => statusStore(client), [client])
  return useSyncExternalStore(store.subscribe, store.get, getServerStatus)
}
