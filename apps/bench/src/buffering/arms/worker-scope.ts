// workbox was made for service workers: it looks there for the browser's own background sync.
Object.assign(globalThis, { registration: {} })
