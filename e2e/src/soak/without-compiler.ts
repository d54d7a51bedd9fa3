/**
 * Flags of V8. Without them, the heap grows for minutes in which nothing piles up, because V8 compiles one function after
 * the other.
 */
export const WITHOUT_COMPILER: readonly string[] = ['--no-opt', '--no-maglev', '--no-sparkplug']
