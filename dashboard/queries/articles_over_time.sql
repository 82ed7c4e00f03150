-- How many articles were published, period by period?
-- $unit = '' (day, week, month or year; what fits the days there are when empty)
-- $rows = 600 (rows to show at most)
WITH counted AS (
    SELECT CAST(published_at AS DATE) AS day, CASE WHEN duplicate_role = 'copy' THEN 'copy' ELSE 'own text' END AS text_kind
    FROM main.articles
    WHERE published_at IS NOT NULL
),
unit AS (
    SELECT
        CASE
            WHEN $unit <> '' THEN $unit
            WHEN date_diff('day', min(day), max(day)) <= 60 THEN 'day'
            WHEN date_diff('day', min(day), max(day)) <= 420 THEN 'week'
            WHEN date_diff('day', min(day), max(day)) <= 1825 THEN 'month'
            ELSE 'year'
        END AS unit
    FROM counted
)
SELECT CAST(date_trunc(unit, day) AS DATE) AS period, unit, text_kind, count(*) AS articles
FROM counted, unit
GROUP BY ALL
ORDER BY period DESC, text_kind
LIMIT $rows
