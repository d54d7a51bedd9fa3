import { type FlagFile, flagFile } from './flag-file.ts'
import { lookAtFile } from './look-at-file.ts'

/** A file that is not there may come later; a misspelt path would wait for ever, so it is told. */
export async function openFlags(
  path: string,
  count: () => void,
  onProblem: (message: string) => void,
): Promise<FlagFile> {
  const exists = await lookAtFile(path).catch(() => true)
  if (!exists) onProblem(`${path} does not exist: /flags.json answers 404 until it does`)
  const file = flagFile(path, message => {
    count()
    onProblem(message)
  })
  await file.read()
  return file
}
