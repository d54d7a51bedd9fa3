/**
 * The settings of every table. Inserts are synced. A part that a full disk broke may have any size: ClickHouse would refuse
 * to open a table with more than 1 GiB of broken parts.
 */
export const tableSettings: string =
  'SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, max_suspicious_broken_parts_bytes = 1000000000000000'
