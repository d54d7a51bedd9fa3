import type { Gate } from './create-gate.ts'

/** Decides whether queued pairs and outcomes are sent, held until consent is given, or deleted. Never throws. */
export function chooseQueueAction(gate: Gate): 'send' | 'hold' | 'discard' {
  if (gate.canSend()) return 'send'
  try {
    const choice = gate.choice()
    return choice === 'discard' || choice === 'done' ? 'discard' : 'hold'
  } catch {
    // A choice that cannot be read may be an opt-out. `canSend` has reported the error.
    return 'hold'
  }
}
