/** Takes the first item. `rest` gives the others, and closes `items`. */
export async function takeFirst<T>(
  items: AsyncIterable<T>,
): Promise<{ first: T | undefined; rest: AsyncIterable<T> }> {
  const iterator = items[Symbol.asyncIterator]()
  const { value, done } = await iterator.next()
  return { first: done === true ? undefined : value, rest: { [Symbol.asyncIterator]: () => iterator } }
}
