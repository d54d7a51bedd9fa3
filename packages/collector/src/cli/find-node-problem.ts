const MIN_MAJOR = 22
const MIN_MINOR = 22

/**
 * Says why the collector cannot run on a version of Node, or returns `null`. An older Node would take pairs and fail to
 * store them. The command asks before it loads anything else, so this file must run on old versions.
 */
export function findNodeProblem(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > MIN_MAJOR || (major === MIN_MAJOR && minor >= MIN_MINOR)) return null
  return `needs Node ${MIN_MAJOR}.${MIN_MINOR} or newer, this is Node ${version}`
}
