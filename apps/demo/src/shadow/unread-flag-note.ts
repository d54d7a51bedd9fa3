import type { Status } from '@shadow-mode/client'

const NOTES: Record<string, string> = {
  DEFAULT: 'This is bootstrap: shadowing begins when the flag file is read.',
  CACHED: 'So it was on the last visit; the flag file is not read yet.',
}

/** What to say of a plan that is not what the flag says now, as in a page's first seconds; `undefined` when it is. */
export const unreadFlagNote = ({ planReason }: Pick<Status, 'planReason'>): string | undefined =>
  NOTES[planReason]
