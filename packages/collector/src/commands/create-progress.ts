/** Shows a count in one line of the terminal. */
export interface Progress {
  show: (count: number) => void
  /** Clears the line of the terminal. */
  clear: () => void
}

const ERASE_LINE = '\r\u001B[2K'

/**
 * Shows a count on `stream`. Shows nothing if `stream` is not a terminal.
 *
 * @param noun Names what is counted, in the plural.
 */
export function createProgress(noun: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined }
  return {
    show: count => void stream.write(`${ERASE_LINE}${count.toLocaleString('en')} ${noun}`),
    clear: () => void stream.write(ERASE_LINE),
  }
}
