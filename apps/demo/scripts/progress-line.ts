const EVERY_MS = 2_000

/** Rewrites one line on a terminal. Elsewhere it writes a new line every two seconds and at the end. */
export function progressLine(): { show(text: string): void; end(): void } {
  const { stderr } = process
  let last = ''
  let printedAt = Number.NEGATIVE_INFINITY
  let printed = ''
  return {
    show(text) {
      last = text
      if (stderr.isTTY) {
        stderr.write(`\r\u001b[K${text}`)
      } else if (performance.now() - printedAt >= EVERY_MS && text !== printed) {
        stderr.write(`${text}\n`)
        printedAt = performance.now()
        printed = text
      }
    },
    end() {
      if (stderr.isTTY) stderr.write('\n')
      else if (last !== printed) stderr.write(`${last}\n`)
    },
  }
}
