import type { ShadowClient, Status } from '@shadow-mode/client'
import { useMemo, useSyncExternalStore } from 'react'
import { useShadowClient } from './use-shadow-client.ts'

// React needs the same object until something changes, but `status()` returns a new one for each call.
const statusStore = (client: ShadowClient<never, unknown>) => {
  let current = client.status()
  return {
    get: () => current,
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

/** Returns the client's current `status()` and renders again when it changes. */
export function useShadowStatus(): Status {
  const client = useShadowClient<never, unknown>()
  const store = useMemo(() => statusStore(client), [client])
  return useSyncExternalStore(store.subscribe, store.get, store.get)
}
