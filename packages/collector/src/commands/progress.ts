/** A count that is shown on a terminal's stderr and rewritten in place; nothing where there is no terminal. */
export interface Progress {
  pairs: (count: number) => void
  /** Takes the line away. */
  end: () => void
}

const ERASE_LINE = '\r\u001B[2K'

export function progress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { pairs: () => undefined, end: () => undefined }
  return {
    pairs: count => void stream.write(`${ERASE_LINE}${count.toLocaleString('en')} pairs`),
    end: () => void stream.write(ERASE_LINE),
  }
}
