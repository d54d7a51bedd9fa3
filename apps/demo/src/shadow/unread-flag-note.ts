import type { Status } from '@shadow-mode/client'

const NOTES: Record<string, string> = {
  DEFAULT: 'This is the bootstrap plan until the flag file is read.',
  CACHED: 'This is the flag of the last visit until the flag file is read.',
}

/** Explains a plan that does not come from the current flag, as in a page's first seconds. Otherwise `undefined`. */
export const unreadFlagNote = ({ planReason }: Pick<Status, 'planReason'>): string | undefined =>
  NOTES[planReason]
