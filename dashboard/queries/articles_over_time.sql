-- How many articles were published, period by period?
-- $unit = 'day' (day, week, month or year)
-- $rows = 600 (rows to show at most)
SELECT
    CAST(date_trunc($unit, published_at) AS DATE) AS period,
    CASE WHEN duplicate_role = 'copy' THEN 'copy' ELSE 'own text' END AS kind,
    count(*) AS articles
FROM main.articles
WHERE published_at IS NOT NULL
GROUP BY ALL
ORDER BY period DESC, kind
LIMIT $rows
