-- How much of an outlet's pages has a date, a title, authors, quotes, month by month, and where does that change?
-- $outlet = '' (an outlet; all when empty)
-- $jump = 0.25 (change from the month before that is one, if it is no chance)
-- $sure = 3.0 (standard errors that a change must be, two shares against each other)
-- $rows = 200 (rows to show at most)
WITH filled AS (
    SELECT
        article.outlet_name,
        CAST(date_trunc('month', coalesce(article.published_at, article.retrieved_at)) AS DATE) AS month,
        count(*) AS articles,
        avg(CASE WHEN article.published_at IS NOT NULL THEN 1.0 ELSE 0.0 END) AS dated,
        avg(CASE WHEN article.title IS NOT NULL THEN 1.0 ELSE 0.0 END) AS titled,
        avg(CASE WHEN len(article.authors) > 0 THEN 1.0 ELSE 0.0 END) AS signed,
        avg(CASE WHEN quoted.article_id IS NOT NULL THEN 1.0 ELSE 0.0 END) AS quoting
    FROM main.articles AS article
    LEFT JOIN (SELECT DISTINCT article_id FROM main.quotes) AS quoted USING (article_id)
    WHERE article.outlet_name IS NOT NULL AND $outlet IN ('', article.outlet_name)
    GROUP BY ALL
),
rates AS (
    SELECT outlet_name, month, articles, field, filled_share
    FROM filled UNPIVOT (filled_share FOR field IN (dated, titled, signed, quoting))
),
compared AS (
    SELECT
        *,
        lag(filled_share) OVER months AS before_share,
        lag(articles) OVER months AS before_articles
    FROM rates
    WINDOW months AS (PARTITION BY outlet_name, field ORDER BY month)
),
tested AS (
    SELECT
        *,
        abs(filled_share - before_share) AS change,
        (filled_share * articles + before_share * before_articles) / (articles + before_articles) AS pooled
    FROM compared
)
SELECT
    outlet_name,
    field,
    month,
    articles,
    filled_share,
    before_share,
    coalesce(change >= $jump AND change >= $sure * sqrt(pooled * (1 - pooled) * (1 / articles + 1 / before_articles)), false) AS is_change
FROM tested
ORDER BY is_change DESC, month DESC NULLS LAST, outlet_name, field
LIMIT $rows
