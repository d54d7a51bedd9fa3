export interface LogLimits {
  /**
   * When the current segment has reached this size, the next write starts a new one. Bytes.
   *
   * @default 64 MiB
   */
  segmentBytes: number
  /**
   * Batches are refused while the entries that are not in the engine exceed this size. Bytes.
   *
   * @default 512 MiB
   */
  backlogBytes: number
  /**
   * Maximum number of records that are not in the engine. A batch that would exceed it is refused.
   *
   * @default 200_000
   */
  backlogRecords: number
  /**
   * Batches are refused while the entries in memory that wait to be written exceed this size. Bytes.
   *
   * @default 64 MiB
   */
  pendingBytes: number
}

const MIB = 1024 * 1024

/** A batch of the SDK is smaller, unless a single pair is as large. Bytes of records. */
export const LARGE_ENTRY_BYTES: number = 640 * 1024
/** The share of the limits of bytes up to which larger entries are taken. */
export const LARGE_ENTRY_SHARE = 0.5

export const DEFAULT_LOG_LIMITS: LogLimits = {
  segmentBytes: 64 * MIB,
  backlogBytes: 512 * MIB,
  backlogRecords: 200_000,
  pendingBytes: 64 * MIB,
}
