import type { ShadowClient } from '@shadow-mode/client'
import { cleanup, render, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createShadowHooks } from './create-shadow-hooks.ts'
import { ShadowProvider } from './shadow-provider.ts'
import type { ShadowProviderProps } from './shadow-provider-props.ts'
import { fakeClient } from './testing/fake-client.ts'
import { useShadowClient } from './use-shadow-client.ts'
import { useShadowPredict } from './use-shadow-predict.ts'
import { useShadowPrediction } from './use-shadow-prediction.ts'
import { useShadowStatus } from './use-shadow-status.ts'

type Client = ShadowClient<{ limit: number }, string>

const INSTRUCTION = /Wrap the component in <ShadowProvider client={client}>.*createShadowClient/

// React logs what a component throws.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const bound = createShadowHooks<Client>()

describe('says what to write', () => {
  test.each<[string, () => unknown]>([
    ['useShadowClient', () => useShadowClient()],
    ['useShadowPrediction', () => useShadowPrediction({ limit: 1 })],
    ['useShadowPredict', () => useShadowPredict()],
    ['useShadowStatus', () => useShadowStatus()],
    ['useShadowClient of createShadowHooks', bound.useShadowClient],
    ['useShadowPrediction of createShadowHooks', () => bound.useShadowPrediction(null)],
    ['useShadowPredict of createShadowHooks', bound.useShadowPredict],
    ['useShadowStatus of createShadowHooks', bound.useShadowStatus],
  ])('%s without a provider', (_name, hook) => {
    expect(() => renderHook(hook)).toThrow(INSTRUCTION)
  })

  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['the options of the client', { experiment: 'e' }],
    ['createShadowClient, not called', () => {}],
    ['a promise of a client', Promise.resolve(fakeClient().client)],
    ['a URL', '/v1/predict'],
  ])('a provider whose client is %s', (_name, client) => {
    for (const Provider of [ShadowProvider, bound.ShadowProvider]) {
      const given = { client } as unknown as ShadowProviderProps<never>
      expect(() => render(<Provider {...given} />)).toThrow(INSTRUCTION)
    }
  })

  test('hooks of createShadowHooks below another provider', () => {
    const { client } = fakeClient<{ limit: number }, string>()
    const other = createShadowHooks<Client>()
    for (const Provider of [ShadowProvider, other.ShadowProvider]) {
      expect(() =>
        renderHook(bound.useShadowPredict, {
          wrapper: ({ children }) => <Provider client={client}>{children}</Provider>,
        }),
      ).toThrow(/With createShadowHooks, both must come from one call/)
    }
  })
})

test('hooks of two experiments each find their own client', async () => {
  const outer = createShadowHooks<Client>()
  const inner = createShadowHooks<Client>()
  const clients = [fakeClient<{ limit: number }, string>(), fakeClient<{ limit: number }, string>()] as const
  clients[1].sample()
  const { result } = renderHook(
    () => [
      outer.useShadowClient(),
      inner.useShadowClient(),
      outer.useShadowStatus().sampled,
      inner.useShadowStatus().sampled,
      outer.useShadowPrediction({ limit: 1 }).status,
      inner.useShadowPredict().status,
    ],
    {
      wrapper: ({ children }) => (
        <outer.ShadowProvider client={clients[0].client}>
          <inner.ShadowProvider client={clients[1].client}>{children}</inner.ShadowProvider>
        </outer.ShadowProvider>
      ),
    },
  )
  expect(result.current).toEqual([clients[0].client, clients[1].client, 0, 1, 'pending', 'idle'])
})
