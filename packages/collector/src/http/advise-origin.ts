const WHOLE = 'write scheme, host and port of the page, without a path'
const MISSPELT_HTTP = /^h{0,2}t{1,3}p{1,2}s{0,2}$/

/** Says what to write instead of a value that is not an origin. */
export function adviseOrigin(text: string): string {
  const given = text.toLowerCase().replace(/^["'\s]+|["'\s,;]+$/g, '')
  if (/^(https?:\/\/)?\*$/.test(given)) return 'write * alone, without quotes'
  if (/^[a-z][a-z\d+-]*:\/*$/.test(given)) return WHOLE
  if (/[,;\s]/.test(given)) return 'write each origin alone'
  if (/^(null|file:|data:|blob:|about:)/.test(given)) return 'write null'
  // A name and a port look like a scheme, too.
  const [, scheme = '', host = ''] = /^([a-z][a-z\d+.-]*):?\/+([^/?#]*)/.exec(given) ?? []
  const name = host.split('@').at(-1)
  if (MISSPELT_HTTP.test(scheme) && name) return adviseHost(scheme.endsWith('s') ? 'https' : 'http', name)
  if (/^wss?$/.test(scheme)) return 'write the origin of the page, not of the socket'
  if (/^[a-z][a-z\d+-]*$/.test(scheme) && name)
    return name.includes('*') ? `write ${scheme}://*` : adviseHost(scheme, name)
  const [bare = ''] = /^(\*\.)?[^/?#:@]*(:\d+)?/.exec(given) ?? []
  return adviseHost(/^(localhost|[\d.]+)(:|$)/.test(bare) ? 'http' : 'https', bare)
}

function adviseHost(scheme: string, host: string): string {
  const name = host.replace(/^\*\./, '')
  if (name.includes('*') || /:(?!\d+$)/.test(name.replace(/^\[.*\]/, '')))
    return 'a * stands for whole labels before the rest of a name, as in https://*.example.com, and never for a port'
  const url = `${scheme}://${name}`
  if (name === '' || !URL.canParse(url)) return WHOLE
  const plain = new URL(url).host
  if (name === host) return `write ${scheme}://${plain}`
  return /^\[|^[\d.]+(:|$)/.test(plain)
    ? 'a * stands for labels of a name, and an address has none'
    : `write ${scheme}://*.${plain}`
}
