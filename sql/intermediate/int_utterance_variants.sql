-- Wordings come by how many articles have them, the most printed first.
WITH wordings AS (
    SELECT
        utterance_id,
        quote_text,
        variant_kind,
        word_diff,
        count(*) AS printing_count,
        coalesce(list(DISTINCT outlet_name ORDER BY outlet_name) FILTER (WHERE outlet_name IS NOT NULL), []) AS outlet_names
    FROM intermediate.int_quotes_resolved
    WHERE utterance_id IS NOT NULL
    GROUP BY utterance_id, quote_text, variant_kind, word_diff
)
SELECT
    utterance_id,
    list(
        struct_pack(quote_text := quote_text, variant_kind := variant_kind, outlet_names := outlet_names, word_diff := word_diff)
        ORDER BY printing_count DESC, quote_text, variant_kind, word_diff
    ) AS variants
FROM wordings
GROUP BY utterance_id
