/** Another process uses the data folder: a collector, its engine, or a command with `--data`. */
export class FolderLockedError extends Error {
  override readonly name = 'FolderLockedError'
}
