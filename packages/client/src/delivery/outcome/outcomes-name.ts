/** The name that stores an experiment's outcomes on the device. It is unique, because experiment names contain no colon. */
export const outcomesName = (experiment: string): string => `${experiment}:outcomes`
