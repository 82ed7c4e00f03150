-- Which outlets printed this quote, and how does the wording differ?
-- $words = '' (words of the quote, or its utterance_id; the most printed one when empty)
WITH chosen AS (
    SELECT utterance_id
    FROM main.utterances
    WHERE utterance_id = $words OR canonical_text ILIKE '%' || $words || '%'
    ORDER BY outlet_count DESC, quote_count DESC, utterance_id
    LIMIT 1
)
SELECT
    quote.outlet_name,
    quote.published_at,
    quote.speaker_name,
    quote.variant_kind,
    quote.quote_text,
    fact.word_diff,
    quote.quote_id
FROM chosen
INNER JOIN main.quotes AS quote USING (utterance_id)
INNER JOIN mart.fct_quotes AS fact USING (quote_id)
ORDER BY quote.published_at NULLS LAST, quote.quote_id
