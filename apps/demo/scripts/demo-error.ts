/** A failure whose message says all that is worth knowing: shown without a stack. */
export class DemoError extends Error {}
