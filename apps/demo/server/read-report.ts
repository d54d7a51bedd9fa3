import type { Rules } from '@shadow-mode/protocol'

export interface ReportSource {
  collectorUrl: string
  readToken: string
  experiment: string
  rules: Partial<Rules>
}

/** Passes on the collector's answer, so that pages need no read token. */
export function readReport(source: ReportSource, window: { from?: string; to?: string }): Promise<Response> {
  const url = new URL(`/v1/experiments/${source.experiment}/report`, source.collectorUrl)
  url.searchParams.set('rules', JSON.stringify(source.rules))
  if (window.from) url.searchParams.set('from', window.from)
  if (window.to) url.searchParams.set('to', window.to)
  return fetch(url, { headers: { authorization: `Bearer ${source.readToken}` } })
}
