// A service worker that answers for the collector. Its URL says how, until it gets the message 'pass'.
let mode = new URL(location.href).searchParams.get('mode')
let first

const answer = async request => {
  switch (mode) {
    case 'html':
      return new Response('<h1>You are offline</h1>', { headers: { 'content-type': 'text/html' } })
    case 'empty':
      return new Response(null, { status: 204 })
    case 'error':
      return Response.error()
    case 'opaque':
      return fetch(request.url, { method: 'POST', body: await request.text(), mode: 'no-cors' })
    case 'cached':
      first ??= fetch(request)
      return (await first).clone()
    default:
      return fetch(request)
  }
}

addEventListener('install', () => skipWaiting())
addEventListener('activate', event => event.waitUntil(clients.claim()))
addEventListener('message', event => {
  mode = event.data
})
addEventListener('fetch', event => {
  if (event.request.method === 'POST' && event.request.url.includes('/v1/pairs')) {
    event.respondWith(answer(event.request))
  }
})
