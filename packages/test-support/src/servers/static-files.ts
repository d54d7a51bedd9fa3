import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Handler } from './handler.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.onnx': 'application/octet-stream',
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')

/**
 * Serves the files under `root`, compressed as by a usual web server. With `isolated`, pages are cross-origin isolated.
 * Then their clock has steps of 5 µs instead of 100 µs.
 */
export function staticFiles(root: string, options: { isolated?: boolean } = {}): Handler {
  return async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname))
    if (request.method !== 'GET') return false
    let body: Buffer
    try {
      body = await readFile(join(root, path))
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
    response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream')
    if (options.isolated) {
      response.setHeader('cross-origin-opener-policy', 'same-origin')
      response.setHeader('cross-origin-embedder-policy', 'require-corp')
    }
    const zipped = request.headers['accept-encoding']?.includes('gzip') === true
    if (zipped) response.setHeader('content-encoding', 'gzip')
    response.writeHead(200).end(zipped ? gzipSync(body) : body)
    return true
  }
}
