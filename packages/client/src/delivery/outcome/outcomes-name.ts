/** Returns the name of the tally for an experiment's outcomes. It is unique, because experiment names contain no colon. */
export const outcomesName = (experiment: string): string => `${experiment}:outcomes`
