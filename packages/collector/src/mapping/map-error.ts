/** A map, or its fit to the file, is wrong. The message starts with the field of the map. */
export class MapError extends Error {
  override readonly name = 'MapError'
}
