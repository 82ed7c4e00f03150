-- A copy, and nothing but a copy, names the article it copies, and that is on record.
-- table: main.articles
-- severity: critical
SELECT article.article_id, article.duplicate_role, article.duplicate_of
FROM main.articles AS article
LEFT JOIN main.articles AS original ON original.article_id = article.duplicate_of
WHERE (article.duplicate_role = 'copy') IS DISTINCT FROM (article.duplicate_of IS NOT NULL)
    OR (article.duplicate_of IS NOT NULL AND original.article_id IS NULL)
