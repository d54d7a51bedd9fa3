/**
 * Runs `work` after all earlier work of the same name has settled, whether it failed or not. Work of different names runs
 * concurrently.
 */
export type SerialQueue = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>

export function createSerialQueue(): SerialQueue {
  const last = new Map<string, Promise<unknown>>()
  return (name, work) => {
    const done = (last.get(name) ?? Promise.resolve()).then(work)
    last.set(
      name,
      done.catch(() => undefined),
    )
    return done
  }
}
