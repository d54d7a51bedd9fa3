/** Gives `first`, then the items of `rest`. Closes `rest` when it is closed. */
export async function* prepend<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first
  yield* rest
}
