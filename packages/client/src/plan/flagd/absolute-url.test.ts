import { afterEach, expect, test, vi } from 'vitest'
import { absoluteUrl } from './absolute-url.ts'

afterEach(() => vi.unstubAllGlobals())

const withPage = (baseURI: string | undefined, isOld = false) => {
  vi.stubGlobal('document', baseURI === undefined ? undefined : { baseURI })
  if (!isOld) return
  const { URL } = globalThis
  vi.stubGlobal('URL', function OldUrl(url: string, from?: string) {
    return new URL(url, from)
  })
}

test.each([
  ['on a page', 'https://shop.example/a/b', 'flags.json', 'https://shop.example/a/flags.json'],
  ['with another base', 'https://cdn.example/', '/flags.json', 'https://cdn.example/flags.json'],
  ['an absolute one', 'https://shop.example/', 'https://x.example/f', 'https://x.example/f'],
  ['without a page', undefined, '/flags.json', '/flags.json'],
  ['in a page without a base', 'about:blank', '/flags.json', '/flags.json'],
  ['an invalid one', 'https://shop.example/', 'http://[', 'http://['],
])('%s', (_where, base, url, resolved) => {
  withPage(base)
  expect(absoluteUrl(url)).toBe(resolved)
})

test.each([
  ['https://shop.example/a/', 'https://shop.example/a/flags.json'],
  [undefined, 'flags.json'],
])('where URL.canParse is missing, on %s', (base, resolved) => {
  withPage(base, true)
  expect(URL).not.toHaveProperty('canParse')
  expect(absoluteUrl('flags.json')).toBe(resolved)
})
