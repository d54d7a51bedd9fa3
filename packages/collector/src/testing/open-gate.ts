/** A promise that the test resolves by calling `open`. */
export function openGate(): { passed: Promise<void>; open: () => void } {
  const gate: { open?: () => void } = {}
  const passed = new Promise<void>(resolve => {
    gate.open = resolve
  })
  return { passed, open: () => gate.open?.() }
}
