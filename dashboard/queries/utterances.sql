-- What was said, by whom, and how often was it printed?
-- $speaker = '' (part of the speaker's name; everybody when empty)
-- $addressee = '' (part of the addressee's name; anybody when empty)
-- $outlet = '' (an outlet that printed it; any when empty)
-- $words = '' (words in the quote; any when empty)
-- $kind = '' (direct, mixed or indirect; all when empty)
-- $act = '' (speech act; all when empty)
-- $first = '' (first day of publication; the beginning when empty)
-- $last = '' (last day of publication; the end when empty)
-- $rows = 200 (rows to show at most)
WITH printed AS (
    SELECT DISTINCT utterance_id
    FROM main.quotes
    WHERE ($speaker = '' OR speaker_name ILIKE '%' || $speaker || '%')
        AND ($addressee = '' OR addressee_name ILIKE '%' || $addressee || '%')
        AND $outlet IN ('', outlet_name)
        AND ($words = '' OR quote_text ILIKE '%' || $words || '%')
        AND $kind IN ('', quote_type)
        AND $act IN ('', speech_act)
        AND coalesce(CAST(published_at AS DATE) >= try_cast($first AS DATE), $first = '')
        AND coalesce(CAST(published_at AS DATE) <= try_cast($last AS DATE), $last = '')
)
SELECT
    speaker_name,
    canonical_text,
    said_date,
    quote_count,
    outlet_count,
    independent_count,
    first_outlet_name,
    first_published_at,
    utterance_id
FROM main.utterances
SEMI JOIN printed USING (utterance_id)
ORDER BY outlet_count DESC, quote_count DESC, first_published_at DESC NULLS LAST, utterance_id
LIMIT $rows
