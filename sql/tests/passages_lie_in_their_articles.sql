-- Both sides of a shared passage lie within the texts of articles on record.
-- table: main.text_reuse
-- severity: critical
SELECT reuse.reuse_id, reuse.from_article_id, reuse.to_article_id
FROM main.text_reuse AS reuse
LEFT JOIN main.articles AS earlier ON earlier.article_id = reuse.from_article_id
LEFT JOIN main.articles AS later ON later.article_id = reuse.to_article_id
WHERE earlier.article_id IS NULL OR later.article_id IS NULL
    OR reuse.from_start_char NOT BETWEEN 0 AND reuse.from_end_char OR reuse.from_end_char > length(earlier.body)
    OR reuse.to_start_char NOT BETWEEN 0 AND reuse.to_end_char OR reuse.to_end_char > length(later.body)
