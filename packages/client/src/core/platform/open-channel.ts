import type { Channel } from './platform.ts'

/**
 * A `BroadcastChannel`. Close it when the page is left: a message for a page in the bfcache costs it its place there.
 */
export function openChannel(name: string, listener: (message: unknown) => void): Channel {
  const channel: BroadcastChannel & { unref?: () => void } = new BroadcastChannel(name)
  channel.addEventListener('message', ({ data }) => listener(data))
  // On a server it would keep the process alive.
  channel.unref?.()
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window
    post: message => channel.postMessage(message),
    close: () => channel.close(),
  }
}
