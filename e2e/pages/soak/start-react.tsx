import type { ShadowClient } from '@shadow-mode/client'
import type { Applicant, Decision } from '@shadow-mode/model-service/encoding'
import { createShadowHooks } from '@shadow-mode/react'
import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { drawApplicant } from './draw-applicant.ts'

type Client = ShadowClient<Applicant, Decision>

/** After so many predictions, the component is unmounted and another one is mounted. */
const PREDICTIONS_PER_MOUNT = 50

const { ShadowProvider, useShadowPrediction, useShadowStatus } = createShadowHooks<Client>()

function Desk({ applicant }: { applicant: Applicant }) {
  const { data, status } = useShadowPrediction(applicant)
  const { sampled, delivered } = useShadowStatus()
  return (
    <p>
      {status} {data?.probability} {sampled} {delivered}
    </p>
  )
}

function App({ client, everyMs }: { client: Client; everyMs: number }) {
  const [{ applicant, count }, setShown] = useState({ applicant: drawApplicant(), count: 0 })
  useEffect(() => {
    const next = () => setShown(shown => ({ applicant: drawApplicant(), count: shown.count + 1 }))
    const timer = setInterval(next, everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return (
    <ShadowProvider client={client}>
      <Desk key={Math.floor(count / PREDICTIONS_PER_MOUNT)} applicant={applicant} />
    </ShadowProvider>
  )
}

/** Shows a new applicant at each interval. Returns a function that stops it. */
export function startReact(client: Client, everyMs: number): () => void {
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  root.render(<App client={client} everyMs={everyMs} />)
  return () => root.unmount()
}
