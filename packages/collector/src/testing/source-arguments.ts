/** Node's arguments to run the workspace's TypeScript as it stands. */
export const sourceArguments: readonly string[] = [
  '--conditions=@shadow-mode/source',
  '--disable-warning=ExperimentalWarning',
]
