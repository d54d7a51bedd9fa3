/** The data folder has reached `maxBytes`. Nothing was written. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError'
}
