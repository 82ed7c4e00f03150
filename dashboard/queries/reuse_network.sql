-- Whose text stands in whose pages?
-- $rows = 100 (pairs to show at most)
SELECT
    reuse.from_outlet_name,
    reuse.to_outlet_name,
    count(DISTINCT reuse.to_article_id) AS articles,
    count(DISTINCT reuse.to_article_id) / any_value(outlet.article_count) AS article_share,
    CAST(sum(reuse.overlap_chars) AS BIGINT) AS copied_chars
FROM mart.fct_text_reuse AS reuse
INNER JOIN mart.dim_outlets AS outlet ON outlet.outlet_name = reuse.to_outlet_name
WHERE reuse.from_outlet_name IS NOT NULL AND reuse.from_outlet_id <> reuse.to_outlet_id
GROUP BY reuse.from_outlet_name, reuse.to_outlet_name
ORDER BY copied_chars DESC, reuse.from_outlet_name, reuse.to_outlet_name
LIMIT $rows
