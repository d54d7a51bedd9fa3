import type { Channel } from './platform.ts'

/**
 * Opens a `BroadcastChannel`. Close it when the user leaves the page: a message evicts a page from the bfcache.
 */
export function openChannel(name: string, listener: (message: unknown) => void): Channel {
  const channel: BroadcastChannel & { unref?: () => void } = new BroadcastChannel(name)
  channel.addEventListener('message', ({ data }) => listener(data))
  // Without `unref`, an open channel would keep a Node process alive.
  channel.unref?.()
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window
    post: message => channel.postMessage(message),
    close: () => channel.close(),
  }
}
