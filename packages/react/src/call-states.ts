/** The states of a call that carry nothing of their own. */
export const idle = { status: 'idle', data: undefined, error: undefined, isPending: false } as const
export const pending = { status: 'pending', data: undefined, error: undefined, isPending: true } as const
