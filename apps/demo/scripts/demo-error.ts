/** A failure that the demo shows without a stack, because the message is enough. */
export class DemoError extends Error {}
