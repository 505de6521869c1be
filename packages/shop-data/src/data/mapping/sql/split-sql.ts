import { viewSql, type Sql } from './sql-text';

/**
 * The statements that hold out the newest interactions, the same for every shop. They read `kept_interactions`, with the columns
 * `user_id`, `seconds` and where a row stands, and `settings`; `split_interactions` adds `trains`.
 */
export const SPLIT_STATEMENTS: readonly Sql[] = [
  viewSql(
    'interaction_shares',
    `SELECT
  *,
  CAST(ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY CAST(seconds AS BIGINT), _part, _offset, _row) AS DOUBLE)
    / CAST(COUNT(*) OVER (PARTITION BY user_id) AS DOUBLE) AS share
FROM kept_interactions`,
  ),
  // The newest second whose first row has its place within the training share; all rows of a second are on one side.
  viewSql(
    'cut_off',
    `SELECT MAX(second) AS second
FROM (
  SELECT
    second,
    CAST(SUM(happened) OVER (ORDER BY second) - happened + 1 AS DOUBLE)
      / CAST(SUM(happened) OVER () AS DOUBLE) AS share
  FROM (
    SELECT CAST(seconds AS BIGINT) AS second, COUNT(*) AS happened
    FROM kept_interactions
    WHERE (SELECT holdout_by FROM settings) = 'time'
    GROUP BY CAST(seconds AS BIGINT)
  ) counted
) placed
WHERE share <= (SELECT training_share FROM settings)`,
  ),
  viewSql(
    'split_interactions',
    `SELECT
  *,
  CASE
    WHEN (SELECT holdout_by FROM settings) = 'time'
      THEN CAST(seconds AS BIGINT) <= COALESCE((SELECT second FROM cut_off), -1)
    ELSE share <= (SELECT training_share FROM settings)
  END AS trains
FROM interaction_shares`,
  ),
];
