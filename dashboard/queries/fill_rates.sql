-- How much of each outlet's pages has a date, a title, authors, quotes, month by month, and where does that change?
-- $jump = 0.25 (change from the month before that counts as one)
-- $rows = 200 (rows to show at most)
WITH rates AS (
    SELECT
        outlet_name,
        CAST(date_trunc('month', coalesce(published_at, retrieved_at)) AS DATE) AS month,
        count(*) AS articles,
        avg(CASE WHEN published_at IS NOT NULL THEN 1.0 ELSE 0.0 END) AS dated_share,
        avg(CASE WHEN title IS NOT NULL THEN 1.0 ELSE 0.0 END) AS titled_share,
        avg(CASE WHEN len(authors) > 0 THEN 1.0 ELSE 0.0 END) AS signed_share,
        avg(CASE WHEN quoted.article_id IS NOT NULL THEN 1.0 ELSE 0.0 END) AS quoting_share
    FROM main.articles
    LEFT JOIN (SELECT DISTINCT article_id FROM main.quotes) AS quoted USING (article_id)
    WHERE outlet_name IS NOT NULL
    GROUP BY ALL
),
before AS (
    SELECT
        *,
        greatest(
            abs(dated_share - lag(dated_share) OVER months),
            abs(titled_share - lag(titled_share) OVER months),
            abs(signed_share - lag(signed_share) OVER months),
            abs(quoting_share - lag(quoting_share) OVER months)
        ) AS change
    FROM rates
    WINDOW months AS (PARTITION BY outlet_name ORDER BY month)
)
SELECT outlet_name, month, articles, dated_share, titled_share, signed_share, quoting_share, coalesce(change >= $jump, false) AS is_change
FROM before
ORDER BY is_change DESC, month DESC NULLS LAST, outlet_name
LIMIT $rows
