/**
 * Returns the name of the built-in class that an object is a direct instance of, such as `Map`, or `Object` for an
 * object without a prototype. False for an instance of any other class, and for an object with a `toJSON` of its own.
 * Works for objects of other frames and for proxies of plain data. A `toJSON` that the page has added to a built-in
 * class does not matter.
 */
export function kindOf(it: { toJSON?: unknown }): string | false {
  const prototype: { toJSON?: unknown } = Object.getPrototypeOf(it) ?? Object.prototype
  const made = Object(prototype.constructor)
  return (
    // Vue 2 gives arrays a prototype of their own, which inherits from that of `Array`.
    (made.prototype === prototype || Array.isArray(it)) &&
    // The text of a class of the app may contain the words, but cannot end with them. That of a bound or proxied class does.
    / code]\s*}$/.test(made) &&
    made.name in globalThis &&
    // Not `hasOwn`, because a proxy may give a method that it does not list.
    it.toJSON === prototype.toJSON &&
    made.name
  )
}
