// workbox is made for service workers. It looks for the browser's background sync in their scope.
Object.assign(globalThis, { registration: {} })
