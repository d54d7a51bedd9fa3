import { useEffect, useRef, useState } from 'react'
import type { CandidateKind } from '../contract/candidate-kind.ts'
import type { DemoConfig } from '../contract/demo-config.ts'
import type { ApplicantFile } from './applicants/applicant.ts'
import { CreditDesk } from './desk/credit-desk.tsx'
import { type CreditClient, createCreditClient } from './shadow/create-credit-client.ts'
import { creditHooks } from './shadow/credit-hooks.ts'
import type { ReplayRequest } from './shadow/read-page-options.ts'
import { TeamPanel } from './team/team-panel.tsx'
import { useReplay } from './team/use-replay.ts'

interface AppProps {
  config: DemoConfig
  firstClient: CreditClient
  firstCandidate: CandidateKind
  firstFile: ApplicantFile
  /** Starts a replay without a click. `npm run demo -- --replay` uses it. */
  replayAtOnce: ReplayRequest | undefined
}

export function App({ config, firstClient, firstCandidate, firstFile, replayAtOnce }: AppProps) {
  const [client, setClient] = useState(firstClient)
  const [candidate, setCandidate] = useState(firstCandidate)
  const replay = useReplay(client)

  const { start } = replay
  const hasStarted = useRef(false)
  useEffect(() => {
    if (!replayAtOnce || hasStarted.current) return
    hasStarted.current = true
    start(replayAtOnce.count, replayAtOnce.seed)
  }, [replayAtOnce, start])

  const changeCandidate = async (kind: CandidateKind): Promise<void> => {
    replay.cancel()
    await client.close()
    setClient(createCreditClient(config, kind))
    setCandidate(kind)
  }

  return (
    <creditHooks.ShadowProvider client={client}>
      <header className="top">
        <p className="brand">
          <span className="mark" aria-hidden="true" />
          Credit desk
        </p>
        <nav aria-label="Versions of this page">
          <a href="/" aria-current="page">
            React
          </a>
          <a href="/plain.html">Plain JavaScript</a>
        </nav>
      </header>
      <div className="layout">
        {/* The key gives a new client an empty desk. Otherwise it would repeat the last prediction. */}
        <CreditDesk key={candidate} firstFile={firstFile} />
        <TeamPanel
          client={client}
          candidate={candidate}
          onCandidate={kind => void changeCandidate(kind)}
          replay={replay}
        />
      </div>
    </creditHooks.ShadowProvider>
  )
}
