import type { Status } from '@shadow-mode/client'

interface Watched {
  status(): Status
  subscribe(listener: () => void): () => void
}

/** Resolves when the client's status passes `test`. Rejects with the signal's reason. */
export function waitForClient(
  client: Watched,
  test: (status: Status) => boolean,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason)
      return
    }
    const end = (): void => {
      signal.removeEventListener('abort', onAbort)
      unsubscribe()
    }
    const onAbort = (): void => {
      end()
      reject(signal.reason)
    }
    const check = (): void => {
      if (!test(client.status())) return
      end()
      resolve()
    }
    signal.addEventListener('abort', onAbort)
    const unsubscribe = client.subscribe(check)
    check()
  })
}
