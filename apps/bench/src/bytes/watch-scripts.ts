import type { Page } from 'playwright'

export interface Script {
  url: string
  /** The bytes over the wire: headers and compressed body. */
  bytes: number
  /** The bytes of the compressed body. */
  body: number
  /** Whether the page requested it before the first live answer. */
  beforeAnswer: boolean
}

/** Records every script that `page` loads from now on, with Chromium's network log. */
export async function watchScripts(page: Page): Promise<{ scripts(): Script[] }> {
  const session = await page.context().newCDPSession(page)
  const urls = new Map<string, string>()
  const headers = new Map<string, number>()
  const found: Script[] = []
  const early = new Set<string>()
  let liveRequest: string | undefined
  let answered = false
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    if (request.url.endsWith('/v1/predict')) liveRequest ??= requestId
    if (type !== 'Script') return
    urls.set(requestId, request.url)
    if (!answered) early.add(requestId)
  })
  // The event of the response counts only its head.
  session.on('Network.responseReceived', ({ requestId, response }) => {
    headers.set(requestId, response.encodedDataLength)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (requestId === liveRequest) answered = true
    const url = urls.get(requestId)
    if (url !== undefined) {
      const body = encodedDataLength - (headers.get(requestId) ?? 0)
      found.push({ url, bytes: encodedDataLength, body, beforeAnswer: early.has(requestId) })
    }
  })
  await session.send('Network.enable')
  return { scripts: () => found }
}
