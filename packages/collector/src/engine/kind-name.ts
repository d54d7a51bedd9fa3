/** The kinds of record, in the order in which a log group is stored. Each has a table and a route of that name. */
export const kindNames = ['pairs', 'outcomes'] as const

export type KindName = (typeof kindNames)[number]
