-- Whose text stands in whose pages?
-- $rows = 100 (pairs to show at most)
SELECT
    from_outlet_name,
    to_outlet_name,
    count(DISTINCT to_article_id) AS articles,
    CAST(sum(overlap_chars) AS BIGINT) AS copied_chars
FROM mart.fct_text_reuse
WHERE from_outlet_name IS NOT NULL AND to_outlet_name IS NOT NULL AND from_outlet_id <> to_outlet_id
GROUP BY ALL
ORDER BY copied_chars DESC, from_outlet_name, to_outlet_name
LIMIT $rows
