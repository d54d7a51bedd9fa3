/** Writes a message for the user to stderr. Only results go to stdout. */
export const say = (text: string): void => {
  process.stderr.write(`${text}\n`)
}
