import type { Page } from 'playwright'

/** Registers the service worker that answers for the collector as `mode` says. Resolves when it does. */
export function registerWorker(page: Page, mode: string): Promise<void> {
  return page.evaluate(async how => {
    const { serviceWorker } = navigator
    const controls = new Promise(resolve => serviceWorker.addEventListener('controllerchange', resolve))
    await serviceWorker.register(`/answering-worker.js?mode=${how}`)
    await controls
  }, mode)
}
