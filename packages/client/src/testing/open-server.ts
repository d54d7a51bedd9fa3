// oxlint-disable-next-line no-restricted-imports -- serves tests only
import type { RequestListener } from 'node:http'
import { listen } from '@shadow-mode/test-support/servers/listen.ts'
import { onTestFinished } from 'vitest'

/** Opens an HTTP server on loopback that ends with the test. Resolves to its origin. */
export const openServer = (listener: RequestListener): Promise<string> =>
  listen({ defer: onTestFinished }, [
    (request, response) => {
      listener(request, response)
      return true
    },
  ])
