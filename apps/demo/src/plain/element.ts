/**
 * The page's element with this id.
 *
 * @throws {Error} when there is none of that type: the page and its script do not belong together.
 */
export function element<E extends HTMLElement>(id: string, type: new () => E): E {
  const found = document.getElementById(id)
  if (!(found instanceof type)) throw new Error(`The page has no ${type.name} #${id}`)
  return found
}
