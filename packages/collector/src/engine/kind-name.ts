/** The kinds of record, in the order in which a group of the log is stored. Each has a table and a route of that name. */
export const kindNames = ['pairs', 'outcomes'] as const

export type KindName = (typeof kindNames)[number]
