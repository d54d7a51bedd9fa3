export interface LogLimits {
  /**
   * A new segment is started when the current one reaches this size. Bytes.
   *
   * @default 64 MiB
   */
  segmentBytes: number
  /**
   * Maximum size of the entries that are not in the engine. Further batches are refused. Bytes.
   *
   * @default 512 MiB
   */
  backlogBytes: number
  /**
   * Maximum number of records that are not in the engine. Further batches are refused.
   *
   * @default 200_000
   */
  backlogRecords: number
  /**
   * Maximum size of the entries in memory that wait to be written. Further batches are refused. Bytes.
   *
   * @default 64 MiB
   */
  pendingBytes: number
}

const MIB = 1024 * 1024

export const DEFAULT_LOG_LIMITS: LogLimits = {
  segmentBytes: 64 * MIB,
  backlogBytes: 512 * MIB,
  backlogRecords: 200_000,
  pendingBytes: 64 * MIB,
}
