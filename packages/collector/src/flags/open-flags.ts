import type { ReportRefusal } from '../http/create-refusal-reporter.ts'
import { type FlagFile, flagFile } from './flag-file.ts'
import { getFileVersion } from './get-file-version.ts'

/**
 * Opens the flag file. Reports a missing file, because its path may be misspelt, but the file can still appear later.
 */
export async function openFlags(
  path: string,
  count: () => void,
  onProblem: (message: string) => void,
  onPlanFlaw: ReportRefusal,
): Promise<FlagFile> {
  const exists = await getFileVersion(path).catch(() => true)
  if (!exists) onProblem(`${path} does not exist: /flags.json answers 404 until it exists`)
  const file = flagFile(path, message => {
    count()
    onProblem(message)
  })
  const read: FlagFile['read'] = async () => {
    const state = await file.read()
    if (state.kind === 'ok' && state.flaw !== null)
      onPlanFlaw(
        state.etag,
        `${path} is served, but no client can read a plan from it: ${truncate(state.flaw)}`,
      )
    return state
  }
  await read()
  return { read }
}

const truncate = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text)
