import type { Account } from '../../core/books/account.ts'

/**
 * What the outbox has to know of its page.
 *
 * Three things change independently. Whether the page is hidden is one of its own: a page that was hidden before it went
 * into the bfcache is still hidden after `restore`, until `visible` comes.
 *
 * ```mermaid
 * stateDiagram-v2
 *   state page {
 *     [*] --> present
 *     present --> left: leave
 *     left --> resting: settle, all is spilled
 *     resting --> left: settle, something is not
 *     left --> present: goOn
 *     resting --> present: goOn
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
  /** False for a closed page, and for one that rests: the browser ends a page in the bfcache whose transaction is open. */
  mayWrite: () => boolean
  /** What the exit changed in the books, until the page goes on or a newer write replaces it. */
  rescued(): Account | undefined
  /** False for a page that was left: it becomes hidden after its exit, which has spilled what fits. */
  hide(): boolean
  show(): void
  leave(): void
  /** The exit is over. The page rests if all it held is spilled. */
  settle(isSpilled: boolean, rescued: Account | undefined): void
  /** The page is used again. */
  goOn(): void
  /** The books count everything by themselves again. */
  forgetRescued(): void
  close(): void
}

export function createPageState(): PageState {
  let presence: 'present' | 'left' | 'resting' = 'present'
  let isHidden = false
  let isClosed = false
  let rescued: Account | undefined

  return {
    isHidden: () => isHidden,
    isLeft: () => presence !== 'present',
    isClosed: () => isClosed,
    mayWrite: () => !isClosed && presence !== 'resting',
    rescued: () => rescued,
    hide() {
      if (presence !== 'present') return false
      isHidden = true
      return true
    },
    show() {
      isHidden = false
    },
    leave() {
      // A page can be left twice. One that rests goes on resting until its second exit is over.
      if (presence === 'present') presence = 'left'
    },
    settle(isSpilled, change) {
      presence = isSpilled ? 'resting' : 'left'
      rescued = change
    },
    goOn() {
      presence = 'present'
      rescued = undefined
    },
    forgetRescued() {
      rescued = undefined
    },
    close() {
      isClosed = true
    },
  }
}
