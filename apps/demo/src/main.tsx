import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { loadConfig } from './api/demo-api.ts'
import { App } from './app.tsx'
import { generateApplicant } from './applicants/generate-applicant.ts'
import { createCreditClient } from './shadow/create-credit-client.ts'
import { readPageOptions } from './shadow/read-page-options.ts'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root')

try {
  const config = await loadConfig()
  const { candidate, replay } = readPageOptions(location.search)
  createRoot(root).render(
    <StrictMode>
      <App
        config={config}
        firstClient={createCreditClient(config, candidate)}
        firstCandidate={candidate}
        replayAtOnce={replay}
        firstFile={generateApplicant(Math.random)}
      />
    </StrictMode>,
  )
} catch (error) {
  root.textContent = `The demo's server does not answer: ${String(error)}`
  throw error
}
