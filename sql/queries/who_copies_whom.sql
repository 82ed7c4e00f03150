-- Who copies whom, how often and how much?
-- $rows = 20 (rows to show at most)
SELECT
    from_outlet_name,
    to_outlet_name,
    reuse_kind,
    count(*) AS passages,
    count(DISTINCT to_article_id) AS articles,
    CAST(sum(overlap_chars) AS BIGINT) AS copied_chars
FROM mart.fct_text_reuse
WHERE from_outlet_id IS DISTINCT FROM to_outlet_id
GROUP BY from_outlet_name, to_outlet_name, reuse_kind
ORDER BY copied_chars DESC, from_outlet_name, to_outlet_name, reuse_kind
LIMIT $rows
