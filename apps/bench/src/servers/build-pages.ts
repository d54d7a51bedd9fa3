import { build } from 'vite'

/** Builds `pages` (paths of HTML files under `root`) with the built packages, as an app's own build would. */
export async function buildPages(root: string, pages: string[], outDir: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    // For a peer that was made for Node.
    resolve: { alias: { events: 'events/', util: 'util/', underscore: 'underscore/underscore-umd.js' } },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      // Each page's own script is its app: what is shared must not hide in a polyfill of ours.
      modulePreload: { polyfill: false },
      rolldownOptions: { input: pages.map(page => `${root}/${page}`) },
    },
  })
}
