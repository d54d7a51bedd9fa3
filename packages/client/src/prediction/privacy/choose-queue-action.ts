import type { Gate } from './create-gate.ts'

/** Whether queued pairs are sent, held until the person decides otherwise, or deleted. Never throws. */
export function chooseQueueAction(gate: Gate): 'send' | 'hold' | 'discard' {
  if (gate.isOpen('send')) return 'send'
  try {
    const choice = gate.choice()
    return choice === 'discard' || choice === 'done' ? 'discard' : 'hold'
  } catch {
    // An unreadable choice may be an opt-out. `isOpen` has reported the error.
    return 'hold'
  }
}
