import type { Model } from '../core/model/model.ts'
import { openTestClient, type TestClient, type TestClientOptions } from './open-test-client.ts'
import { settle } from './settle.ts'

export interface TellingClient extends TestClient {
  /** The inputs that the candidate got, unless the test brings a candidate of its own. */
  got: unknown[]
  /** Makes a prediction and lets it end. Models behind HTTP need more than the clock. */
  ask: (input: unknown) => Promise<void>
  /** The errors of `problem` events. */
  problems: () => (Error & { code?: string })[]
}

/** Opens a client whose candidate records its inputs in `got`. */
export function openTelling(
  live: Partial<Model<unknown, unknown>>,
  more: TestClientOptions = {},
): TellingClient {
  const got: unknown[] = []
  const predict = async (input: unknown) => {
    got.push(input)
    return { score: 1 }
  }
  const opened = openTestClient({ live, candidate: { predict }, ...more })
  return {
    ...opened,
    got,
    ask: async input => {
      await opened.client.predict(input).catch(() => undefined)
      while (opened.client.status().running) {
        await opened.platform.advance(20)
        await settle()
      }
    },
    problems: () => opened.events.flatMap(event => (event.type === 'problem' ? [event.error] : [])),
  }
}
