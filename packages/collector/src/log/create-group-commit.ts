/** Maximum size of a group in bytes. A larger buffer is a group of its own. */
const MAX_GROUP_BYTES = 16 * 1024 * 1024

export interface GroupCommit {
  /** Resolves when the bytes are committed. Rejects with the error of their group's `commit`. */
  add(bytes: Buffer): Promise<void>
  /** Runs `work` before the next commit. Buffers that are added meanwhile are committed after it. */
  between(work: () => Promise<void>): Promise<void>
  /** Bytes that were added and whose commit has not ended. */
  pendingBytes(): number
  /** Resolves when nothing is pending. */
  idle(): Promise<void>
}

interface Waiting {
  bytes: Buffer
  resolve: () => void
  reject: (error: unknown) => void
}

/**
 * Collects buffers while a commit is in progress, and commits them together after it. There is no timer, so a single
 * buffer is committed at once, and groups grow under load.
 */
export function createGroupCommit(commit: (group: Buffer) => Promise<void>): GroupCommit {
  let waiting: Waiting[] = []
  const works: (() => Promise<void>)[] = []
  let pending = 0
  let running: Promise<void> | null = null

  const takeGroup = (): Waiting[] => {
    let bytes = 0
    const count = waiting.findIndex((item, index) => {
      bytes += item.bytes.length
      return index > 0 && bytes > MAX_GROUP_BYTES
    })
    const group = count === -1 ? waiting : waiting.slice(0, count)
    waiting = count === -1 ? [] : waiting.slice(count)
    return group
  }

  const run = async (): Promise<void> => {
    while (waiting.length > 0 || works.length > 0) {
      const work = works.shift()
      if (work) {
        await work()
        continue
      }
      const group = takeGroup()
      const bytes = Buffer.concat(group.map(item => item.bytes))
      try {
        await commit(bytes)
        for (const { resolve } of group) resolve()
      } catch (error) {
        for (const { reject } of group) reject(error)
      } finally {
        pending -= bytes.length
      }
    }
    running = null
  }

  return {
    add: bytes =>
      new Promise((resolve, reject) => {
        waiting.push({ bytes, resolve, reject })
        pending += bytes.length
        running ??= run()
      }),
    pendingBytes: () => pending,
    between: work =>
      new Promise((resolve, reject) => {
        works.push(() => work().then(resolve, reject))
        running ??= run()
      }),
    idle: async () => {
      for (let current = running; current; current = running) await current
    },
  }
}
