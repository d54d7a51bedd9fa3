/** For people: results alone go to stdout. */
export const say = (text: string): void => {
  process.stderr.write(`${text}\n`)
}
