import { HttpError } from './http-error.ts'

/** The part of a budget that one request's body holds. */
interface BodyShare {
  /** Adds received bytes. If the budget is exceeded, the body that costs most is evicted: this one or another. */
  add(bytes: number): void
  /** The body is complete, so it cannot be evicted any more. */
  complete(): void
  /** Returns the bytes to the budget. */
  release(): void
}

export interface BodyBudget {
  /**
   * Opens the share of a body that is going to be read.
   *
   * @param address The client's address.
   * @param onEvicted Called when the body has to give way. Its bytes are then back in the budget.
   */
  open(address: string, onEvicted: (error: HttpError) => void): BodyShare
  /** Bytes of all bodies in memory. */
  heldBytes: () => number
}

export interface BodyBudgetOptions {
  /** Bytes for all bodies together. */
  limit: number
  /** Bytes for the bodies of one address. */
  limitPerAddress: number
  /** Milliseconds. */
  now: () => number
}

interface Body {
  address: string
  bytes: number
  openedAt: number
  isReading: boolean
  evict: () => void
}

const RETRY_AFTER = 1
/** A new body counts as this old, so that large ones cost more than small ones from the start. Milliseconds. */
const FIRST_AGE_MS = 1_000

/**
 * Creates a budget of bytes, which limits the memory that the bodies of all requests hold together. It counts bytes that
 * were received, not those that were announced. When it is exceeded, the unfinished body gives way that has held most
 * bytes for longest. So clients that stop in the middle of a body cannot keep out others.
 */
export function createBodyBudget({ limit, limitPerAddress, now }: BodyBudgetOptions): BodyBudget {
  const bodies = new Set<Body>()
  const heldBy = new Map<string, number>()
  let held = 0

  const change = (body: Body, bytes: number): void => {
    const ofAddress = (heldBy.get(body.address) ?? 0) + bytes
    if (ofAddress === 0) heldBy.delete(body.address)
    else heldBy.set(body.address, ofAddress)
    body.bytes += bytes
    held += bytes
  }
  const close = (body: Body): void => {
    if (bodies.delete(body)) change(body, -body.bytes)
  }
  const costOf = (body: Body): number => body.bytes * (now() - body.openedAt + FIRST_AGE_MS)
  /** Returns the body that has to give way. */
  const findVictim = (address: string): Body | null => {
    const isAddressOver = (heldBy.get(address) ?? 0) > limitPerAddress
    if (!isAddressOver && held <= limit) return null
    let costliest: Body | null = null
    for (const body of bodies) {
      const isCandidate = body.isReading && (!isAddressOver || body.address === address)
      if (isCandidate && (costliest === null || costOf(body) > costOf(costliest))) costliest = body
    }
    return costliest
  }

  return {
    heldBytes: () => held,
    open: (address, onEvicted) => {
      const body: Body = {
        address,
        bytes: 0,
        openedAt: now(),
        isReading: true,
        evict: () => {
          close(body)
          const message = 'Too many requests are being read at once; try again later'
          onEvicted(new HttpError(503, 'busy', message, { retryAfter: RETRY_AFTER }))
        },
      }
      bodies.add(body)
      return {
        add: bytes => {
          if (!bodies.has(body)) return
          change(body, bytes)
          for (let victim = findVictim(address); victim && bodies.has(body); victim = findVictim(address))
            victim.evict()
        },
        complete: () => {
          body.isReading = false
        },
        release: () => close(body),
      }
    },
  }
}
