import type { Gate } from './create-gate.ts'

/** What is done with pairs that wait: sent, held until the person decides otherwise, or deleted. Never throws. */
export function waitingShould(gate: Gate): 'send' | 'hold' | 'discard' {
  if (gate.isOpen('send')) return 'send'
  try {
    const choice = gate.choice()
    return choice === 'discard' || choice === 'done' ? 'discard' : 'hold'
  } catch {
    // A choice that cannot be read may be a no; the draw tells of it.
    return 'hold'
  }
}
