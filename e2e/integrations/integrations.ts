/** How a page gets its files. */
type Serving =
  /** Folders of the app, as any web server would serve them. The first that has a file wins. */
  | { folders: string[] }
  /** A command of the app's own that listens on the port. */
  | { command: (port: number) => string[] }

/** One way to build and serve an app. */
export interface Integration {
  /** As printed. */
  name: string
  /** In `apps`. Integrations that share a folder also share its installation, one after the other. */
  app: string
  build?: string[]
  serving: Serving
}

const HOST = '127.0.0.1'

const vite = (version: number, app = `vite-${version}`): Integration[] => [
  {
    name: `Vite ${version}, build`,
    app,
    build: ['vite', 'build'],
    serving: { folders: ['dist'] },
  },
  {
    name: `Vite ${version}, dev`,
    app,
    serving: { command: port => ['vite', '--host', HOST, '--strictPort', '--port', `${port}`] },
  },
]

const next = (name: string, build: string[]): Integration => ({
  name,
  app: 'next-16',
  build: ['next', 'build', ...build],
  serving: { command: port => ['next', 'start', '-H', HOST, '-p', `${port}`] },
})

export const INTEGRATIONS: Integration[] = [
  {
    name: 'webpack 5, build',
    app: 'webpack-5',
    build: ['webpack', '--mode', 'production'],
    serving: { folders: ['dist', 'public'] },
  },
  {
    name: 'webpack 5, dev',
    app: 'webpack-5',
    serving: {
      command: port => ['webpack', 'serve', '--mode', 'development', '--host', HOST, '--port', `${port}`],
    },
  },
  next('Next 16, Turbopack build', []),
  next('Next 16, webpack build', ['--webpack']),
  {
    name: 'Next 16, dev',
    app: 'next-16',
    serving: { command: port => ['next', 'dev', '-H', HOST, '-p', `${port}`] },
  },
  ...vite(7),
  ...vite(8),
  { name: 'import map, no bundler', app: 'import-map', serving: { folders: ['.', 'public'] } },
]
