-- Who publishes how much, how much of it is their own, and how often are they first?
-- $rows = 200 (rows to show at most)
WITH lags AS (
    SELECT
        quote.outlet_name,
        quote.utterance_id,
        min(date_diff('minute', utterance.first_published_at, quote.published_at)) AS lag_minutes,
        bool_or(utterance.first_outlet_name = quote.outlet_name) AS is_first
    FROM main.quotes AS quote
    INNER JOIN main.utterances AS utterance USING (utterance_id)
    WHERE utterance.outlet_count > 1 AND quote.published_at IS NOT NULL
    GROUP BY ALL
),
timing AS (
    SELECT
        outlet_name,
        count(*) AS shared_utterances,
        avg(CASE WHEN is_first THEN 1.0 ELSE 0.0 END) AS first_share,
        round(median(lag_minutes) / 60, 1) AS median_lag_hours
    FROM lags
    GROUP BY outlet_name
)
SELECT
    outlet.outlet_name,
    outlet.owner_name,
    outlet.article_count,
    outlet.original_count / outlet.article_count AS original_share,
    timing.shared_utterances,
    timing.first_share,
    timing.median_lag_hours,
    outlet.first_published_at,
    outlet.last_published_at
FROM mart.dim_outlets AS outlet
LEFT JOIN timing USING (outlet_name)
ORDER BY outlet.article_count DESC, outlet.outlet_name
LIMIT $rows
