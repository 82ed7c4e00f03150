-- An article without a date has method and precision none, and one with a date has not.
-- table: main.articles
-- severity: critical
SELECT article_id, published_at, published_at_method, published_at_precision
FROM main.articles
WHERE (published_at IS NULL) IS DISTINCT FROM (published_at_method = 'none')
    OR (published_at IS NULL) IS DISTINCT FROM (published_at_precision = 'none')
