/** Returns the `credentials` of a batch. Only a path on the page's origin gets cookies: an endpoint there may need them. */
export const credentialsFor = (url: string): RequestCredentials =>
  url.startsWith('/') ? 'same-origin' : 'omit'
