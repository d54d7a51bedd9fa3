import { createShadowClient } from '@shadow-mode/client'
import { applicant } from '../../pages/applicant.ts'
import { until } from '../until.ts'

const model = (version: string, probability: number) => ({
  version,
  predict: async () => ({ probability, approved: true }),
})

/** Makes one prediction with models that answer at once. Resolves when its pair is stored or delivered. */
export async function predictOnce(key: string): Promise<void> {
  const client = createShadowClient({
    experiment: 'bench',
    live: model('1.4.0', 0.134_217_728),
    candidate: model('2.0.0', 0.071_582_788),
    plan: { serve: 'live', shadowRate: 1 },
    collector: { url: location.origin, key },
  })
  await client.predict(applicant('lone'), { reference: 'application-1', subject: 'user-1' })
  await until(() => client.status().running === 0)
  const { dropped } = client.status()
  if (Object.keys(dropped).length > 0) throw new Error(`the pair was dropped: ${JSON.stringify(dropped)}`)
}
