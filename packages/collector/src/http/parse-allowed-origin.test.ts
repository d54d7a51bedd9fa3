import { describe, expect, test } from 'vitest'
import { parseAllowedOrigin } from './parse-allowed-origin.ts'

describe('an origin of any scheme, as a browser sends it', () => {
  test.each([
    ['https://shop.example', 'https://shop.example'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['HTTPS://Shop.Example', 'https://shop.example'],
    ['https://shop.example:443', 'https://shop.example'],
    ['https://münchen.example', 'https://xn--mnchen-3ya.example'],
    ['capacitor://localhost', 'capacitor://localhost'],
    ['ionic://localhost', 'ionic://localhost'],
    ['tauri://localhost', 'tauri://localhost'],
    ['app://.', 'app://.'],
    ['app://obsidian.md', 'app://obsidian.md'],
    [
      'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
      'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    ],
    ['moz-extension://*', 'moz-extension://4f9b1f4e-3f0a-4c59-9f3c-0f6f3f5f2c11'],
    ['file://', 'file://'],
    ['null', 'null'],
    ['*', 'https://shop.example'],
    ['*', 'null'],
  ])('%s allows %s', (value, origin) => {
    expect(parseAllowedOrigin(value)(origin)).toBe(true)
  })

  test.each([
    ['https://shop.example', 'http://shop.example'],
    ['https://shop.example', 'https://shop.example:8443'],
    ['https://shop.example', 'https://shop.example.evil.org'],
    ['https://shop.example', 'null'],
    ['http://localhost:3000', 'http://localhost:3001'],
    ['capacitor://localhost', 'ionic://localhost'],
    ['moz-extension://*', 'chrome-extension://abcdefghijklmnopabcdefghijklmnop'],
    ['null', 'https://shop.example'],
    ['file://', 'null'],
  ])('%s does not allow %s', (value, origin) => {
    expect(parseAllowedOrigin(value)(origin)).toBe(false)
  })
})

describe('a pattern stands for one or more whole labels', () => {
  const pattern = 'https://*.example.com'
  test.each([
    [pattern, 'https://a.example.com'],
    [pattern, 'https://a.b.example.com'],
    [pattern, 'https://xn--mnchen-3ya.example.com'],
    [pattern, 'https://feature_1.example.com'],
    ['https://*.Example.com:8443', 'https://a.example.com:8443'],
    ['https://*.münchen.example', 'https://a.xn--mnchen-3ya.example'],
    ['http://*.localhost:3000', 'http://app.localhost:3000'],
  ])('%s allows %s', (value, origin) => {
    expect(parseAllowedOrigin(value)(origin)).toBe(true)
  })

  test.each([
    'https://example.com',
    'https://evilexample.com',
    'https://a.example.com.evil.org',
    'https://evil.org/.example.com',
    'https://evil.org#.example.com',
    'https://evil.org:1.example.com',
    'https://user@.example.com',
    'https://.example.com',
    'https://a..example.com',
    'http://a.example.com',
    'https://a.example.com:8443',
    'https://a.example.com.',
    'https://a.exampleXcom',
    'null',
    '',
  ])('%s is not among them', origin => {
    expect(parseAllowedOrigin(pattern)(origin)).toBe(false)
  })
})

describe('what is no origin is refused, and the message says what to write', () => {
  test.each([
    ['https://shop.example/', 'write https://shop.example'],
    ['https://shop.example/app?x#y', 'write https://shop.example'],
    ['https://user:secret@shop.example', 'write https://shop.example'],
    ['shop.example', 'write https://shop.example'],
    ['shop.example/app', 'write https://shop.example'],
    ['localhost:3000', 'write http://localhost:3000'],
    ['127.0.0.1:3000', 'write http://127.0.0.1:3000'],
    ['htps://shop.example', 'write https://shop.example'],
    ['https:/shop.example', 'write https://shop.example'],
    ['https//shop.example', 'write https://shop.example'],
    ['"https://shop.example"', 'write https://shop.example'],
    ["'*'", 'write * alone'],
    ['https://*', 'write * alone'],
    ['https://a.example,https://b.example', 'write each origin alone'],
    ['*.shop.example', 'write https://*.shop.example'],
    ['https://*.shop.example/', 'write https://*.shop.example'],
    ['https://a*.shop.example', 'whole labels'],
    ['https://*.*.shop.example', 'whole labels'],
    ['https://a.*.example', 'whole labels'],
    ['http://localhost:*', 'never for a port'],
    ['https://*.127.0.0.1', 'an address has none'],
    ['capacitor://localhost/', 'write capacitor://localhost'],
    ['app://*.shop', 'write app://*'],
    ['file:///index.html', 'write null'],
    ['wss://shop.example', 'origin of the page'],
    ['https://', 'write scheme, host and port'],
    ['', 'write scheme, host and port'],
  ])('%s', (value, advice) => {
    expect(() => parseAllowedOrigin(value)).toThrow(TypeError)
    expect(() => parseAllowedOrigin(value)).toThrow(`received ${value}: `)
    expect(() => parseAllowedOrigin(value)).toThrow(advice)
  })
})
