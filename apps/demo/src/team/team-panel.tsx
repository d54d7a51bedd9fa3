import type { CandidateKind } from '../../contract/candidate-kind.ts'
import { readFlag, readScenario, writeFlag, writeScenario } from '../api/demo-api.ts'
import type { CreditClient } from '../shadow/create-credit-client.ts'
import { ChoiceGroup } from './choice-group.tsx'
import { candidateChoices, flagChoices, scenarioChoices } from './choices.ts'
import { QueueFigures } from './queue-figures.tsx'
import { RecentPairs } from './recent-pairs.tsx'
import { ReplayPanel } from './replay-panel.tsx'
import { useRecentEvents } from './use-recent-events.ts'
import type { Replay } from './use-replay.ts'
import { useSetting } from './use-setting.ts'

interface TeamPanelProps {
  client: CreditClient
  candidate: CandidateKind
  onCandidate: (kind: CandidateKind) => void
  replay: Replay
}

/** The panel of the team behind the models. An app would not show it to its users. */
export function TeamPanel({ client, candidate, onCandidate, replay }: TeamPanelProps) {
  const flag = useSetting(readFlag, writeFlag)
  const scenario = useSetting(readScenario, writeScenario)
  const { pairs, problem } = useRecentEvents(client)
  return (
    <aside className="team" aria-labelledby="team-heading">
      <header>
        <h2 id="team-heading">What the team sees</h2>
        <p className="hint">Users of the desk do not see this.</p>
      </header>
      <ChoiceGroup
        legend="Flag"
        choices={flagChoices}
        value={flag.value}
        error={flag.error}
        onChoose={flag.set}
      />
      <ChoiceGroup
        legend="Where the candidate runs"
        choices={candidateChoices}
        value={candidate}
        onChoose={onCandidate}
      />
      <ChoiceGroup
        legend="What goes wrong at its endpoint"
        choices={scenarioChoices}
        value={scenario.value}
        error={scenario.error}
        disabled={candidate === 'onnx'}
        onChoose={scenario.set}
      />
      <QueueFigures />
      {problem && (
        <p className="trouble-text" role="status">
          {problem}
        </p>
      )}
      <ReplayPanel replay={replay} initialCount={500} />
      <RecentPairs pairs={pairs} />
    </aside>
  )
}
