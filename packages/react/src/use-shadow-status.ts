import type { ShadowClient, Status } from '@shadow-mode/client'
import { useMemo, useSyncExternalStore } from 'react'
import { useShadowClient } from './use-shadow-client.ts'

// `status()` makes a new object at each call; React needs the same one until something changed.
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

/** The client's `status()`, kept up to date: plan, queue, and where every sampled prediction is. */
export function useShadowStatus(): Status {
  const client = useShadowClient<never, unknown>()
  const store = useMemo(() => statusStore(client), [client])
  return useSyncExternalStore(store.subscribe, store.get, store.get)
}
