import { fileURLToPath } from 'node:url'
import { type CollectorProcess, startCollector } from '@shadow-mode/test-support/servers/collector-process.ts'
import { type FaultyModels, faultyModels } from '@shadow-mode/test-support/servers/faulty-models.ts'
import { type FaultyProxy, startFaultyProxy } from '@shadow-mode/test-support/servers/faulty-proxy.ts'
import { type FlagFile, flagFile } from '@shadow-mode/test-support/servers/flag-file.ts'
import type { Handler } from '@shadow-mode/test-support/servers/handler.ts'
import { listen } from '@shadow-mode/test-support/servers/listen.ts'
import { staticFiles } from '@shadow-mode/test-support/servers/static-files.ts'
import type { BrowserContext, Page } from 'playwright'
import { type HarnessConfig, harnessUrl } from '../pages/harness/config.ts'
import type { Harness } from '../pages/harness/harness.ts'
import { buildPages } from './build-pages.ts'

declare global {
  interface Window {
    harness?: Harness
  }
}

const MODEL_FILES = fileURLToPath(new URL('../../apps/model-service/models', import.meta.url))

/** The servers of the end-to-end tests. */
export interface World {
  /** Serves the test pages, the flag file, the two faulty models and the files of the real models over HTTP/1.1. */
  origin: string
  /** Serves the same on another site, without the flag file. */
  elsewhere: string
  models: FaultyModels
  /** The Content-Security-Policy of `origin`. Empty for none. */
  policy: string
  /** Served as `/flags.json` of `origin`. */
  flags: FlagFile
  collector: CollectorProcess
  /** A proxy for the collector. Pages use only the proxy. */
  proxy: FaultyProxy
  /** The proxy also accepts this key. The collector's key is its prefix, because clients find stores by prefix. */
  secondKey: string
  /** The config of a page: both models over HTTP on `origin`, changed by `changes`. */
  config(experiment: string, changes?: Partial<HarnessConfig>): HarnessConfig
  /** Opens a page of the app. Servers can identify it by `tab`. `from` serves it, by default `origin`. */
  open(browser: BrowserContext, config: HarnessConfig, tab?: string, from?: string): Promise<Page>
}

export async function startWorld(scope: AsyncDisposableStack): Promise<World> {
  const models = faultyModels()
  const flags = flagFile()
  const files = [staticFiles(await buildPages(scope)), staticFiles(MODEL_FILES)]
  const setPolicy: Handler = (_request, response) => {
    if (world.policy !== '') response.setHeader('content-security-policy', world.policy)
    return false
  }
  const origin = await listen(scope, [setPolicy, models.handler, flags.handler, ...files])
  const elsewhere = (await listen(scope, [models.handler, ...files])).replace('127.0.0.1', 'localhost')
  const collector = await startCollector(scope, { allowOrigin: origin })
  const secondKey = `${collector.key}/2`
  const proxy = await startFaultyProxy(scope, collector.url, { [secondKey]: collector.key })
  const world: World = {
    origin,
    elsewhere,
    policy: '',
    models,
    flags,
    collector,
    proxy,
    secondKey,
    config: (experiment, changes) => ({
      experiment,
      collector: { url: proxy.origin, key: collector.key },
      live: { kind: 'http', url: `${origin}/v1/predict` },
      candidate: { kind: 'http', url: `${origin}/v2/predict` },
      ...changes,
    }),
    open: async (browser, config, tab, from = origin) => {
      const page = await browser.newPage()
      await page.goto(harnessUrl(from, config, tab))
      await page.waitForFunction(() => window.harness !== undefined)
      return page
    },
  }
  return world
}
