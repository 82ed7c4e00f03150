-- Which words reached the outlet through somebody else?
-- $via = '' (part of the name of who passed them on; anybody when empty)
-- $rows = 20 (rows to show at most)
SELECT outlet_name, published_at, speaker_name, via_name, attribution_depth, quote_text, quote_id
FROM main.quotes
WHERE attribution_depth > 1 AND coalesce(via_name, '') ILIKE '%' || $via || '%'
ORDER BY attribution_depth DESC, published_at NULLS LAST, quote_id
LIMIT $rows
