-- Whose text stands in whose pages, among the outlets that share most?
-- $outlets = 16 (outlets to show at most)
-- $rows = 240 (pairs to show at most)
WITH pairs AS (
    SELECT
        from_outlet_name,
        to_outlet_name,
        count(DISTINCT to_article_id) AS articles,
        CAST(sum(overlap_chars) AS BIGINT) AS copied_chars
    FROM mart.fct_text_reuse
    WHERE from_outlet_name IS NOT NULL AND to_outlet_name IS NOT NULL AND from_outlet_id <> to_outlet_id
    GROUP BY ALL
),
ranked AS (
    SELECT *, row_number() OVER (ORDER BY copied_chars DESC, from_outlet_name, to_outlet_name) AS place FROM pairs
),
-- Both sides of the pairs that share most, so that those shown share with each other.
top_outlets AS (
    SELECT outlet_name
    FROM (
        SELECT from_outlet_name AS outlet_name, place FROM ranked
        UNION ALL
        SELECT to_outlet_name AS outlet_name, place FROM ranked
    )
    GROUP BY outlet_name
    ORDER BY min(place), outlet_name
    LIMIT $outlets
)
SELECT
    pairs.from_outlet_name,
    pairs.to_outlet_name,
    pairs.articles,
    pairs.articles / (SELECT sum(outlet.article_count) FROM mart.dim_outlets AS outlet WHERE outlet.outlet_name = pairs.to_outlet_name) AS article_share,
    pairs.copied_chars
FROM pairs
WHERE pairs.from_outlet_name IN (SELECT outlet_name FROM top_outlets) AND pairs.to_outlet_name IN (SELECT outlet_name FROM top_outlets)
ORDER BY pairs.copied_chars DESC, pairs.from_outlet_name, pairs.to_outlet_name
LIMIT $rows
