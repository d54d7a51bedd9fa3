export interface LogLimits {
  /** A segment that has grown to this many bytes is followed by a new one. Default 64 MiB. */
  segmentBytes: number
  /** Bytes on disk that are not in the engine; at the limit batches are refused. Default 512 MiB. */
  backlogBytes: number
  /** Records on disk that are not in the engine; at the limit batches are refused. Default 200,000. */
  backlogRecords: number
  /** Bytes in memory that wait for the disk; at the limit batches are refused. Default 64 MiB. */
  pendingBytes: number
}

const MIB = 1024 * 1024

export const DEFAULT_LOG_LIMITS: LogLimits = {
  segmentBytes: 64 * MIB,
  backlogBytes: 512 * MIB,
  backlogRecords: 200_000,
  pendingBytes: 64 * MIB,
}
