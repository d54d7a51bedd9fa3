import type { Account } from '../../core/books/account.ts'

/**
 * The page's state, as far as the outbox needs it.
 *
 * Three parts of the state change independently. A page that was hidden before it entered the bfcache is still hidden
 * after `restore`, until a `visible` event.
 *
 * ```mermaid
 * stateDiagram-v2
 *   state page {
 *     [*] --> present
 *     present --> left: leave
 *     left --> resting: settle, everything is spilled
 *     resting --> left: settle, not everything is spilled
 *     left --> present: resume
 *     resting --> present: resume
 *     --
 *     [*] --> shown
 *     shown --> hidden: hide, unless the page was left
 *     hidden --> shown: show
 *     --
 *     [*] --> open
 *     open --> closed: close
 *   }
 * ```
 */
export interface PageState {
  isHidden: () => boolean
  /** True in `left` and in `resting`. */
  isLeft(): boolean
  isClosed(): boolean
  /** False if the page is closed or resting. The browser evicts a page from the bfcache if it has an open transaction. */
  mayWrite: () => boolean
  /** Returns the correction of the books by `rescue`. Undefined once the page is used again, or after a newer write. */
  correction(): Account | undefined
  /**
   * Marks the page as hidden. Returns false if it was left: the browser hides it after its exit, which has spilled
   * everything.
   */
  hide(): boolean
  show(): void
  leave(): void
  /** Call it at the end of the exit. The page rests if everything is spilled. */
  settle(isSpilled: boolean, correction: Account | undefined): void
  /** Call it when the page is used again. */
  resume(): void
  /** Call it when the books count the rescued entries themselves. */
  forgetCorrection(): void
  close(): void
}

export function createPageState(): PageState {
  let presence: 'present' | 'left' | 'resting' = 'present'
  let isHidden = false
  let isClosed = false
  let correction: Account | undefined

  return {
    isHidden: () => isHidden,
    isLeft: () => presence !== 'present',
    isClosed: () => isClosed,
    mayWrite: () => !isClosed && presence !== 'resting',
    correction: () => correction,
    hide() {
      if (presence !== 'present') return false
      isHidden = true
      return true
    },
    show() {
      isHidden = false
    },
    leave() {
      // A page can be left twice. A resting page keeps resting until its second exit has ended.
      if (presence === 'present') presence = 'left'
    },
    settle(isSpilled, newCorrection) {
      presence = isSpilled ? 'resting' : 'left'
      correction = newCorrection
    },
    resume() {
      presence = 'present'
      correction = undefined
    },
    forgetCorrection() {
      correction = undefined
    },
    close() {
      isClosed = true
    },
  }
}
