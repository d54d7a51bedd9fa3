/** A count that is updated in place on stderr. Nothing is shown if stderr is not a terminal. */
export interface Progress {
  count: (count: number) => void
  /** Clears the line. */
  end: () => void
}

const ERASE_LINE = '\r\u001B[2K'

/** @param noun Names what is counted, in the plural. */
export function progress(noun: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { count: () => undefined, end: () => undefined }
  return {
    count: count => void stream.write(`${ERASE_LINE}${count.toLocaleString('en')} ${noun}`),
    end: () => void stream.write(ERASE_LINE),
  }
}
