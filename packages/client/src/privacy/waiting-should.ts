import type { Gate } from './create-gate.ts'

/** What is done with pairs that wait: sent, held until the person decides otherwise, or deleted. */
export function waitingShould(gate: Gate): 'send' | 'hold' | 'discard' {
  try {
    const choice = gate.choice()
    if (choice === 'discard' || choice === 'done') return 'discard'
    return choice === 'send' || gate.isOpen() ? 'send' : 'hold'
  } catch {
    // A choice that cannot be read may be a no; the draw tells of it.
    return 'hold'
  }
}
