import type { ShadowEvent } from '@shadow-mode/client'
import type { Pair } from '@shadow-mode/protocol'
import { useEffect, useState } from 'react'
import type { CreditClient } from '../shadow/create-credit-client.ts'

const PAIRS_SHOWN = 8

interface RecentEvents {
  /** Newest first. */
  pairs: readonly Pair[]
  /** The last failure that the client reported. The next delivered batch clears it. */
  problem: string | undefined
}

const follow = (recent: RecentEvents, event: ShadowEvent): RecentEvents => {
  switch (event.type) {
    case 'pair':
      return { ...recent, pairs: [event.pair, ...recent.pairs].slice(0, PAIRS_SHOWN) }
    case 'problem':
    case 'flush-failed':
      return { ...recent, problem: event.error.message }
    case 'flushed':
      return recent.problem === undefined ? recent : { ...recent, problem: undefined }
    default:
      return recent
  }
}

export function useRecentEvents(client: CreditClient): RecentEvents {
  const [recent, setRecent] = useState<RecentEvents>({ pairs: [], problem: undefined })
  useEffect(() => client.subscribe(event => setRecent(known => follow(known, event))), [client])
  return recent
}
