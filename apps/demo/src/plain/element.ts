/**
 * Returns the page's element with this id.
 *
 * @throws {Error} if the page has no such element of that type.
 */
export function element<E extends HTMLElement>(id: string, type: new () => E): E {
  const found = document.getElementById(id)
  if (!(found instanceof type)) throw new Error(`The page has no ${type.name} #${id}`)
  return found
}
