export const lastSeqSql: string = `
  SELECT max(seq) AS seq FROM (
    SELECT max(seq) AS seq FROM pairs
    UNION ALL SELECT max(seq) AS seq FROM quarantine
    UNION ALL SELECT max(seq) AS seq FROM conflicts
    UNION ALL SELECT max(seq) AS seq FROM set_aside
    UNION ALL SELECT max(seq) AS seq FROM outcomes
    UNION ALL SELECT max(seq) AS seq FROM outcomes_set_aside
  )`
