/** The arguments with which Node runs the workspace's TypeScript without a build. */
export const sourceArguments: readonly string[] = [
  '--conditions=@shadow-mode/source',
  '--disable-warning=ExperimentalWarning',
]
