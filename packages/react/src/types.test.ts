import { createShadowClient, type Predict, type ShadowClient, type Status } from '@shadow-mode/client'
import { expectTypeOf, test } from 'vitest'
import { createShadowHooks } from './create-shadow-hooks.ts'
import type { ShadowPredict } from './predict.ts'
import type { ShadowPrediction } from './prediction.ts'
import type { ShadowProviderProps } from './shadow-provider-props.ts'
import { fakeClient } from './testing/fake-client.ts'
import type { useShadowClient } from './use-shadow-client.ts'
import type { useShadowPredict } from './use-shadow-predict.ts'
import type { useShadowPrediction } from './use-shadow-prediction.ts'

interface Applicant {
  limit: number
}

interface Decision {
  approved: boolean
}

type Client = ShadowClient<Applicant, Decision>

// The compiler checks these types. They have no effect at run time.
test('types say what is there', () => {
  expectTypeOf(createShadowClient<Applicant, Decision>).returns.toExtend<ShadowProviderProps['client']>()

  type Prediction = ShadowPrediction<Decision>
  expectTypeOf<Extract<Prediction, { status: 'success' }>['data']>().toEqualTypeOf<Decision>()
  expectTypeOf<Extract<Prediction, { status: 'pending' }>['data']>().toEqualTypeOf<Decision | undefined>()
  expectTypeOf<Extract<Prediction, { isPending: false }>['status']>().toEqualTypeOf<
    'idle' | 'success' | 'error'
  >()
  expectTypeOf<
    Extract<ShadowPrediction<Decision, 'broken'>, { status: 'error' }>['error']
  >().toEqualTypeOf<'broken'>()

  type Called = ShadowPredict<Applicant, Decision>
  expectTypeOf<Extract<Called, { status: 'success' }>['data']>().toEqualTypeOf<Decision>()
  expectTypeOf<Extract<Called, { status: 'error' }>>().toExtend<{ data: undefined; error: Error }>()
  expectTypeOf<Called['predict']>().toEqualTypeOf<Predict<Applicant, Decision>>()
})

test('the hooks take their types from the client', () => {
  type Hook = typeof useShadowPrediction<Client>
  expectTypeOf<Hook>().parameter(0).toEqualTypeOf<Applicant | null | undefined>()
  expectTypeOf<Hook>().returns.toEqualTypeOf<ShadowPrediction<Decision>>()
  expectTypeOf<typeof useShadowPrediction<Client, 'broken'>>().returns.toEqualTypeOf<
    ShadowPrediction<Decision, 'broken'>
  >()
  expectTypeOf<typeof useShadowPredict<Client>>().returns.toEqualTypeOf<ShadowPredict<Applicant, Decision>>()
  expectTypeOf<typeof useShadowClient<Client>>().returns.toEqualTypeOf<Client>()
})

test('createShadowHooks infers every type from the client', () => {
  const { client } = fakeClient<Applicant, Decision>()
  const hooks = createShadowHooks<typeof client>()
  expectTypeOf(hooks.useShadowPrediction).parameter(0).toEqualTypeOf<Applicant | null | undefined>()
  expectTypeOf(hooks.useShadowPrediction).returns.toEqualTypeOf<ShadowPrediction<Decision>>()
  expectTypeOf(hooks.useShadowPredict).returns.toEqualTypeOf<ShadowPredict<Applicant, Decision>>()
  expectTypeOf(hooks.useShadowClient).returns.toEqualTypeOf<Client>()
  expectTypeOf(hooks.useShadowStatus).returns.toEqualTypeOf<Status>()
  expectTypeOf(createShadowHooks<Client, 'broken'>().useShadowPredict).returns.toEqualTypeOf<
    ShadowPredict<Applicant, Decision, 'broken'>
  >()
})

// Never called: hooks run in components only.
const wrong = {
  generics: [
    // @ts-expect-error -- an input and an output are not the type of a client
    createShadowHooks<Applicant, Decision>,
    // @ts-expect-error -- neither is an input
    createShadowHooks<Applicant>,
  ],
  hooks: (
    prediction: typeof useShadowPrediction,
    predict: typeof useShadowPredict,
    shadowClient: typeof useShadowClient,
  ) => [
    // @ts-expect-error -- it takes the type of the client
    prediction<Applicant, Decision>({ limit: 1 }),
    // @ts-expect-error -- it takes the type of the client
    predict<Applicant, Decision>(),
    // @ts-expect-error -- it takes the type of the client
    shadowClient<Applicant, Decision>(),
    // @ts-expect-error -- without a type, nothing is known of the data
    prediction({ limit: 1 }).data?.approved,
  ],
  values: (hooks: ReturnType<typeof createShadowHooks<Client>>, other: ShadowClient<Decision, Applicant>) => [
    // @ts-expect-error -- not an Applicant
    hooks.useShadowPrediction({ approved: true }),
    // @ts-expect-error -- not a Decision
    hooks.useShadowPrediction({ limit: 1 }).data?.limit,
    // @ts-expect-error -- not an Applicant
    hooks.useShadowPredict().predict({ approved: true }),
    // @ts-expect-error -- `data` is there only after a success
    hooks.useShadowPredict().data.approved,
    // @ts-expect-error -- the client of another experiment
    hooks.ShadowProvider({ client: other }),
    // @ts-expect-error -- no client
    hooks.ShadowProvider({}),
    // @ts-expect-error -- the provider gives the client no types of the caller's choice
    hooks.useShadowClient<ShadowClient<unknown, unknown>>(),
  ],
}

test('wrong types do not compile', () => {
  expectTypeOf(wrong).not.toBeAny()
})
