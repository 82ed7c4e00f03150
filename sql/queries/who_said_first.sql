-- Who said something about this first, and who printed it first?
-- $about = '' (words of the quote; everything when empty)
-- $speaker = '' (part of the speaker's name; everybody when empty)
-- $rows = 20 (rows to show at most)
SELECT
    coalesce(said_date, CAST(first_published_at AS DATE)) AS on_date,
    speaker_name,
    canonical_text,
    first_outlet_name,
    first_published_at,
    outlet_count,
    independent_count,
    utterance_id
FROM main.utterances
WHERE ($about = '' OR canonical_text ILIKE '%' || $about || '%') AND ($speaker = '' OR speaker_name ILIKE '%' || $speaker || '%')
ORDER BY on_date NULLS LAST, first_published_at NULLS LAST, utterance_id
LIMIT $rows
