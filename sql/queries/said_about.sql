-- What did X say about Y, and who printed it first?
-- $speaker = '' (part of the speaker's name; everybody when empty)
-- $about = '' (word that was said; anything when empty)
-- $rows = 20 (rows to show at most)
SELECT
    speaker_name,
    said_date,
    canonical_text,
    first_outlet_name,
    first_published_at,
    outlet_count,
    independent_count,
    utterance_id
FROM main.utterances
WHERE coalesce(speaker_name, '') ILIKE '%' || $speaker || '%' AND canonical_text ILIKE '%' || $about || '%'
ORDER BY first_published_at NULLS LAST, utterance_id
LIMIT $rows
