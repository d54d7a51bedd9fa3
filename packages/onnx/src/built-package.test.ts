import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from '@shadow-mode/test-support/browser/find-chromium.ts'
import { launchArguments } from '@shadow-mode/test-support/browser/launch-arguments.ts'
import { PATIENCE_MS } from '@shadow-mode/test-support/patience-ms.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { type Browser, chromium } from 'playwright'
import { build as buildPackage } from 'tsdown'
import { build, createServer, type InlineConfig, preview } from 'vite'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'

// Tests the built package in a node_modules outside this workspace, as a user installs it.

const own = fileURLToPath(new URL('..', import.meta.url))
const models = fileURLToPath(new URL('../../../apps/model-service/models', import.meta.url))

const page = (script: string): string => `<!doctype html><meta charset="utf-8"><title>t</title>${script}`
const MAIN = (specifier: string): string => `
import { onnxModel } from '${specifier}'
const model = onnxModel({
  url: '/candidate.onnx',
  version: '2.0.0',
  encode: values => ({ features: { data: Float32Array.from(values), dims: [1, 17] } }),
  decode: outputs => outputs.probability.data[0],
})
globalThis.predict = async values => {
  const facts = {}
  const probability = await model.predict(values, { signal: undefined, note: told => Object.assign(facts, told) })
  return { probability, ...facts }
}
`
const FIRST = [
  470000, 2, 35, 0, 0, 0, 218675, 225519, 230011, 8717, 8000, 6671, 0, 0, 0.465266, 0.003985, 8.944355,
]

const scope = new AsyncDisposableStack()
let root: string
let installed: string
let browser: Browser

beforeAll(async () => {
  root = await temporaryFolder(scope, 'onnx')
  installed = join(root, 'node_modules/@shadow-mode/onnx')
  await mkdir(installed, { recursive: true })
  await mkdir(join(root, 'public'))
  await buildPackage({ cwd: own, outDir: join(installed, 'dist'), logLevel: 'error' })
  const manifest = JSON.parse(await readFile(join(own, 'package.json'), 'utf8'))
  await writeFile(
    join(installed, 'package.json'),
    JSON.stringify({ ...manifest, ...manifest.publishConfig, devDependencies: {} }),
  )
  await writeFile(join(root, 'package.json'), '{ "name": "users-app", "type": "module" }')
  await writeFile(join(root, 'index.html'), page('<script type="module" src="/main.js"></script>'))
  await writeFile(join(root, 'main.js'), MAIN('@shadow-mode/onnx'))
  await cp(join(models, 'candidate.onnx'), join(root, 'public/candidate.onnx'))
  const executablePath = findChromium() ?? ''
  browser = await chromium.launch({ executablePath, args: launchArguments, timeout: PATIENCE_MS })
  scope.defer(() => browser.close())
})
afterAll(() => scope.disposeAsync())

/** Opens the page and predicts twice. Returns what was fetched before and after the first call. */
async function predictOn(url: string) {
  const tab = await browser.newPage()
  tab.setDefaultTimeout(PATIENCE_MS)
  onTestFinished(() => tab.close())
  const fetched: string[] = []
  const problems: string[] = []
  const navigations: string[] = []
  tab.on('request', request => fetched.push(new URL(request.url()).pathname))
  tab.on('pageerror', error => problems.push(error.message))
  tab.on('framenavigated', frame => navigations.push(frame.url()))
  await tab.goto(url)
  await tab.waitForFunction('globalThis.predict')
  const before = [...fetched]
  const call = `predict(${JSON.stringify(FIRST)})`
  const answers: unknown[] = [await tab.evaluate(call), await tab.evaluate(call)]
  return { answers, before, after: fetched.slice(before.length), problems, navigations }
}

const runtime = (cold: boolean): unknown =>
  expect.objectContaining({ provider: 'wasm', cold, modelSha256: expect.stringMatching(/^[0-9a-f]{64}$/) })

function expectAnswers(answers: unknown[]): void {
  expect(answers).toEqual([
    { probability: expect.closeTo(0.0665864931, 6), runtime: runtime(true) },
    { probability: expect.closeTo(0.0665864931, 6), runtime: runtime(false) },
  ])
}

const config = (): InlineConfig => ({
  root,
  configFile: false,
  logLevel: 'error',
  cacheDir: join(root, '.vite'),
  server: { host: '127.0.0.1', port: 0, watch: null },
  preview: { host: '127.0.0.1', port: 0 },
})

test('runs from a Vite build; nothing of it is fetched before the first call', async () => {
  await build(config())
  const server = await preview(config())
  onTestFinished(() => server.close())
  const { answers, before, after, problems } = await predictOn(server.resolvedUrls?.local[0] ?? '')
  expectAnswers(answers)
  expect(problems).toEqual([])
  expect(before.filter(path => /worker|wasm|onnx/.test(path))).toEqual([])
  expect(after.map(path => path.replace(/-[\w-]{8}\./, '.'))).toEqual(
    expect.arrayContaining(['/assets/worker.js', '/candidate.onnx', '/assets/ort-wasm-simd-threaded.wasm']),
  )
})

test('runs in Vite’s dev server, pre-bundled as any dependency, without a reload', async () => {
  const server = await createServer(config())
  onTestFinished(() => server.close())
  await server.listen()
  const { answers, before, navigations, problems } = await predictOn(server.resolvedUrls?.local[0] ?? '')
  expectAnswers(answers)
  expect(before).toContainEqual(expect.stringMatching(/\.vite\/deps\/@shadow-mode_onnx\.js$/))
  expect(navigations).toHaveLength(1)
  expect(problems).toEqual([])
})

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
}

/** Serves the app's folder as it is. Resolves to the origin. */
async function serve(headers: Record<string, string>): Promise<string> {
  const server = createHttpServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    readFile(join(root, path)).then(
      body =>
        response
          .writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', ...headers })
          .end(body),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('Expected a port')
  return `http://127.0.0.1:${address.port}`
}

/** Writes a page without a bundler that imports the package from `packageOrigin`. Returns its path. */
async function writePlainPage(packageOrigin = ''): Promise<string> {
  await writeFile(join(root, 'plain.html'), page('<script type="module" src="/plain.js"></script>'))
  await writeFile(
    join(root, 'plain.js'),
    MAIN(`${packageOrigin}/node_modules/@shadow-mode/onnx/dist/index.js`),
  )
  await cp(join(models, 'candidate.onnx'), join(root, 'candidate.onnx'))
  return '/plain.html'
}

const STRICT = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'"

const readBuilt = (file: string) => readFile(join(installed, 'dist', file), 'utf8')

test('is two files that import nothing, and the worker has no URL that a bundler would look for', async () => {
  expect(await readBuilt('worker.js')).not.toMatch(/import\.meta|^\s*(import|export)\b/m)
  // Bundlers copy a file of `new URL`, and bundle it where `new Worker` stands around that.
  expect(await readBuilt('index.js')).not.toMatch(/^\s*import\b|Worker\(new URL/m)
})

test.each([
  { name: 'a Content-Security-Policy', policy: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" },
  { name: 'Trusted Types', policy: STRICT },
  { name: 'Trusted Types with named policies', policy: `${STRICT}; trusted-types shadow-mode-onnx` },
])('runs from plain files without a bundler, under $name', async ({ policy }) => {
  const origin = await serve({ 'content-security-policy': policy })
  const { answers, problems } = await predictOn(origin + (await writePlainPage()))
  expectAnswers(answers)
  expect(problems).toEqual([])
})

test('says why no worker can be created where the page does not allow its Trusted Types policy', async () => {
  const origin = await serve({ 'content-security-policy': `${STRICT}; trusted-types 'none'` })
  await expect(predictOn(origin + (await writePlainPage()))).rejects.toThrow(
    /No worker could be created.*TrustedScriptURL/,
  )
})

test('says what may be wrong where the worker’s script does not load', async () => {
  const origin = await serve({ 'content-security-policy': "worker-src 'none'" })
  await expect(predictOn(origin + (await writePlainPage()))).rejects.toThrow(
    /script did not load.*worker-src.*optimizeDeps/,
  )
})

test('runs from another origin, as from a CDN, under the documented Content-Security-Policy', async () => {
  const cdn = await serve({ 'access-control-allow-origin': '*' })
  const origin = await serve({
    'content-security-policy': [
      `default-src 'self'; script-src 'self' 'wasm-unsafe-eval' ${cdn}; connect-src 'self' ${cdn}; worker-src blob: ${cdn}`,
      "require-trusted-types-for 'script'; trusted-types shadow-mode-onnx",
    ].join('; '),
  })
  const { answers, problems, after } = await predictOn(origin + (await writePlainPage(cdn)))
  expectAnswers(answers)
  expect(problems).toEqual([])
  expect(after).toContain('/node_modules/@shadow-mode/onnx/dist/worker.js')
})
