/** A part of a table is not whole on disk. Only a new start of the engine sets it aside. */
export class BrokenPartError extends Error {
  override readonly name = 'BrokenPartError'

  constructor(part: string) {
    super(
      `No space left on device: the part ${part} was not written completely. The engine starts again without it, ` +
        'and its records are stored again',
    )
  }
}
