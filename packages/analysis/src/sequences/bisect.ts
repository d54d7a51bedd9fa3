/**
 * Finds where `isInside` turns false between `inside` and `outside`. Stops at adjacent numbers or after 200 steps.
 * Returns the point outside that is nearest to the turn.
 */
export function bisect(inside: number, outside: number, isInside: (x: number) => boolean): number {
  let near = inside
  let far = outside
  for (let i = 0; i < 200; i++) {
    const middle = (near + far) / 2
    if (middle === near || middle === far) break
    if (isInside(middle)) near = middle
    else far = middle
  }
  return far
}
