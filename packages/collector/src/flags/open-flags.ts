import type { RefusalReporter } from '../http/create-refusal-reporter.ts'
import { getFileVersion } from './get-file-version.ts'
import { type FlagFile, openFlagFile } from './open-flag-file.ts'

/**
 * Opens the flag file and reads it once. Reports a missing file, because its path may be misspelt, but the file can
 * still appear later. Calls `onFileProblem` for each problem of the file itself, and `onPlanFlaw` for a file without a
 * plan.
 */
export async function openFlags(
  path: string,
  onFileProblem: () => void,
  onProblem: (message: string) => void,
  onPlanFlaw: RefusalReporter,
): Promise<FlagFile> {
  const exists = await getFileVersion(path).catch(() => true)
  if (!exists) onProblem(`${path} does not exist: /flags.json answers 404 until it exists`)
  const file = openFlagFile(path, message => {
    onFileProblem()
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
