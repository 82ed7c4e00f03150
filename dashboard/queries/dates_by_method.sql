-- Where were publication dates found, and how sure are they?
SELECT
    published_at_method,
    CASE
        WHEN published_at_confidence IS NULL THEN 'none'
        WHEN published_at_confidence >= 0.9 THEN '0.9 to 1'
        WHEN published_at_confidence >= 0.7 THEN '0.7 to 0.9'
        ELSE 'below 0.7'
    END AS confidence,
    count(*) AS articles
FROM main.articles
GROUP BY ALL
ORDER BY articles DESC, published_at_method, confidence
LIMIT 100
