import { onTestFinished } from 'vitest'
import type * as Sdk from '../index.ts'

/** A document with its own modules, timers, storage and locks. They end with the document. */
export interface RealPage {
  sdk: typeof Sdk
  /** The page's own window. */
  window: Window & typeof globalThis
  /** Reloads the document, like a user. */
  reload(): Promise<RealPage>
  /** Navigates to a page without the SDK. */
  leave(): Promise<void>
}

/** A server on the page's own origin. See `standIns`. */
export interface StandIn {
  url: string
  put(file: string, content: string): Promise<void>
  /** The ids of the pairs that its collector accepted, in order. */
  arrivals(): Promise<string[]>
}

const PAGE = `<!doctype html>
<script>
  // Vitest replaces each dynamic import of the source with a call of this function.
  window.__vitest_browser_runner__ = { wrapDynamicImport: load => load() }
</script>
<script type="module">
  import * as sdk from '/packages/client/src/index.ts'
  window.sdk = sdk
</script>`

export async function openStandIn(): Promise<StandIn> {
  const url = `${location.origin}/stand-ins/${crypto.randomUUID()}`
  const put = async (file: string, content: string) => {
    await fetch(`${url}/${file}`, { method: 'PUT', body: content })
  }
  await put('page.html', PAGE)
  return {
    url,
    put,
    async arrivals() {
      const response = await fetch(`${url}/arrivals`)
      return response.ok ? response.json() : []
    },
  }
}

export async function openRealPage({ url }: StandIn): Promise<RealPage> {
  const frame = document.createElement('iframe')
  const loaded = () => new Promise(resolve => frame.addEventListener('load', resolve, { once: true }))
  const open = async (go: (window: Window) => void): Promise<RealPage> => {
    const done = loaded()
    go(frame.contentWindow!)
    await done
    const window = frame.contentWindow as RealPage['window'] & { sdk: typeof Sdk }
    return {
      sdk: window.sdk,
      window,
      reload: () => open(({ location }) => location.reload()),
      leave: async () => void (await open(({ location }) => location.replace('about:blank'))),
    }
  }
  document.body.append(frame)
  onTestFinished(() => frame.remove())
  return open(({ location }) => location.replace(`${url}/page.html`))
}
