import type { Gate } from './create-gate.ts'

/** What is done with pairs that wait: sent, held until the person decides otherwise, or deleted. */
export function waitingShould(gate: Gate): 'send' | 'hold' | 'discard' {
  const choice = gate.choice()
  if (choice === 'discard' || choice === 'done') return 'discard'
  try {
    return choice === 'send' || gate.isOpen() ? 'send' : 'hold'
  } catch {
    // A consent that throws is none; the draw tells of it.
    return 'hold'
  }
}
