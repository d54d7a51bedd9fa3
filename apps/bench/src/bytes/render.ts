import type { BytesResult, Transfer } from './run.ts'

const both = ({ bytes, body }: Transfer): string => `${bytes} (bodies alone ${body})`

export function renderBytes({ sdk, shadow }: BytesResult): string {
  const rows = shadow.map(
    ({ url, bytes, beforeAnswer }) =>
      `  ${String(bytes).padStart(7)}  ${beforeAnswer ? 'before' : 'after '}  ${new URL(url).pathname}`,
  )
  return [
    `Bytes over the wire, gzip: ${both(sdk.beforeAnswer)} before the first live answer, ${both(sdk.total)} in all`,
    '  (a page with the SDK, its scripts listed, less the same page without)',
    ...rows,
  ].join('\n')
}
