const MAX_LENGTH = 100

/** What a request brought, in quotation marks, for the log: on one line, and at most 100 UTF-16 units of it. */
export const named = (text: string): string =>
  JSON.stringify(text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text)
