import { createShadowClient } from '@shadow-mode/client'
import { expectTypeOf, test } from 'vitest'
import type { ShadowPrediction } from './prediction.ts'
import type { ShadowProviderProps } from './shadow-provider.ts'
import type { useShadowPrediction } from './use-shadow-prediction.ts'

interface Applicant {
  limit: number
}

interface Decision {
  approved: boolean
}

// The compiler checks these types. They have no effect at run time.
test('types say what is there', () => {
  expectTypeOf(createShadowClient<Applicant, Decision>).returns.toExtend<ShadowProviderProps['client']>()

  type Hook = typeof useShadowPrediction<Applicant, Decision>
  expectTypeOf<Hook>().parameter(0).toEqualTypeOf<Applicant | null | undefined>()
  expectTypeOf<Hook>().returns.toEqualTypeOf<ShadowPrediction<Decision>>()

  type Prediction = ShadowPrediction<Decision>
  expectTypeOf<Extract<Prediction, { status: 'success' }>['data']>().toEqualTypeOf<Decision>()
  expectTypeOf<Extract<Prediction, { status: 'pending' }>['data']>().toEqualTypeOf<Decision | undefined>()
  expectTypeOf<Extract<Prediction, { isPending: false }>['status']>().toEqualTypeOf<
    'idle' | 'success' | 'error'
  >()
  expectTypeOf<
    Extract<ShadowPrediction<Decision, 'broken'>, { status: 'error' }>['error']
  >().toEqualTypeOf<'broken'>()
})
