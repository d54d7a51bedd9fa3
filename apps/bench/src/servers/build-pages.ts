import { build } from 'vite'

/** Builds `pages` (paths of HTML files under `root`) with the built packages, as an app's build would. */
export async function buildPages(root: string, pages: string[], outDir: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    // A peer that is made for Node needs this.
    resolve: { alias: { events: 'events/', util: 'util/', underscore: 'underscore/underscore-umd.js' } },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      // The polyfill would move shared code into another file and hide its size.
      modulePreload: { polyfill: false },
      rolldownOptions: { input: pages.map(page => `${root}/${page}`) },
    },
  })
}
