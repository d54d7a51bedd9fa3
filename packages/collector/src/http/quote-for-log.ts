const MAX_LENGTH = 100

/** Quotes request data for the log, without line feeds. Cuts the text at 100 UTF-16 units before quoting. */
export const quoteForLog = (text: string): string =>
  JSON.stringify(text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text)
