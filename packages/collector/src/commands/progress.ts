/** A count that is shown on a terminal's stderr and rewritten in place; nothing where there is no terminal. */
export interface Progress {
  count: (count: number) => void
  /** Takes the line away. */
  end: () => void
}

const ERASE_LINE = '\r\u001B[2K'

/** @param of What is counted. */
export function progress(of: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { count: () => undefined, end: () => undefined }
  return {
    count: count => void stream.write(`${ERASE_LINE}${count.toLocaleString('en')} ${of}`),
    end: () => void stream.write(ERASE_LINE),
  }
}
