import { createShadowClient, httpModel, type ShadowClient } from '@shadow-mode/client'
import { BatchSchema, PairSchema } from '@shadow-mode/protocol'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { StrictMode, useState } from 'react'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ShadowProvider } from './shadow-provider.ts'
import { useShadowPrediction } from './use-shadow-prediction.ts'

interface Applicant {
  limit: number
}

interface Decision {
  approved: boolean
}

const API = 'https://api.example'
const shadowCalls: (string | null)[] = []
const stored: unknown[] = []

const server = setupServer(
  http.post(`${API}/v1/predict`, () => HttpResponse.json({ approved: true })),
  http.post(`${API}/v2/predict`, ({ request }) => {
    shadowCalls.push(request.headers.get('x-shadow-mode'))
    return HttpResponse.json({ approved: false })
  }),
  http.post('https://collect.example/v1/pairs', async ({ request }) => {
    const { pairs } = v.parse(BatchSchema, JSON.parse(await request.text()))
    stored.push(...pairs)
    return HttpResponse.json({ accepted: pairs.length, duplicates: 0, rejected: [] }, { status: 202 })
  }),
)
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())
afterEach(cleanup)

function Desk() {
  const [applicant, setApplicant] = useState<Applicant | null>(null)
  const { status, data } = useShadowPrediction<ShadowClient<Applicant, Decision>>(applicant, {
    reference: 'application-1',
  })
  return (
    <>
      <button type="button" onClick={() => setApplicant({ limit: 5 })}>
        Decide
      </button>
      <p role="status">{data ? (data.approved ? 'approved' : 'declined') : status}</p>
    </>
  )
}

test('the user sees the live answer, the collector one pair, StrictMode or not', async () => {
  const client = createShadowClient<Applicant, Decision>({
    experiment: 'credit-risk',
    live: httpModel({ url: `${API}/v1/predict`, version: '1' }),
    candidate: httpModel({ url: `${API}/v2/predict`, version: '2' }),
    // On a busy machine the shadow run may start late. It is not dropped for that here.
    plan: { serve: 'live', shadowRate: 1, startWithinMs: 600_000, timeoutMs: 600_000 },
    collector: { url: 'https://collect.example', key: 'k' },
    storage: 'memory',
  })
  render(
    <StrictMode>
      <ShadowProvider client={client}>
        <Desk />
      </ShadowProvider>
    </StrictMode>,
  )
  expect(screen.getByRole('status').textContent).toBe('idle')
  fireEvent.click(screen.getByRole('button', { name: 'Decide' }))
  expect(screen.getByRole('status').textContent).toBe('pending')
  await screen.findByText('approved')

  const flushed = async () => {
    await client.flush()
    return client.status().delivered
  }
  await expect.poll(flushed).toBe(1)
  expect(stored).toHaveLength(1)
  expect(v.parse(PairSchema, stored[0])).toMatchObject({
    reference: 'application-1',
    input: { limit: 5 },
    served: 'live',
    live: { status: 'ok', output: { approved: true } },
    candidate: { status: 'ok', output: { approved: false } },
  })
  expect(shadowCalls).toEqual(['candidate'])
  expect(screen.getByRole('status').textContent).toBe('approved')
  expect(client.status()).toMatchObject({ sampled: 1, delivered: 1 })
  await client.close()
})
