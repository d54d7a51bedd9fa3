export interface CollectorSettings {
  port: number
  dataFolder: string
  flagFile?: string
  allowOrigins: string[]
  ingestKey: string
  readToken: string
}

/** Arguments and environment of `shadow-mode collect`. The keys are in the environment: `ps` shows arguments to everybody. */
export function collectorCommand(settings: CollectorSettings): {
  args: string[]
  env: Record<string, string>
} {
  const { port, dataFolder, flagFile, allowOrigins, ingestKey, readToken } = settings
  return {
    args: [
      'collect',
      '--port',
      String(port),
      '--data',
      dataFolder,
      ...(flagFile === undefined ? [] : ['--flags', flagFile]),
      ...allowOrigins.flatMap(origin => ['--allow-origin', origin]),
    ],
    env: { SHADOW_MODE_INGEST_KEY: ingestKey, SHADOW_MODE_READ_TOKEN: readToken },
  }
}
