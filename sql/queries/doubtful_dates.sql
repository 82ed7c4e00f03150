-- Which publication dates are not to be trusted?
-- $sure = 0.9 (confidence from which a date is trusted)
-- $rows = 20 (rows to show at most)
SELECT
    outlet_name,
    title,
    published_at,
    published_at_precision,
    published_at_method,
    published_at_confidence,
    source_uri,
    article_id
FROM main.articles
WHERE published_at IS NULL
    OR published_at_method LIKE 'inferred%'
    OR published_at_precision IN ('month', 'year')
    OR coalesce(published_at_confidence, 0) < $sure
    OR published_at > retrieved_at
ORDER BY published_at_confidence NULLS FIRST, article_id
LIMIT $rows
