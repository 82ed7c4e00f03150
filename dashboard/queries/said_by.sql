-- What did a speaker say, the latest first?
-- $speaker = '' (a speaker_id)
-- $rows = 100 (rows to show at most)
SELECT said_date, first_published_at, canonical_text, quote_count, outlet_count, independent_count, utterance_id
FROM main.utterances
WHERE speaker_id = $speaker
ORDER BY coalesce(said_date, CAST(first_published_at AS DATE)) DESC NULLS LAST, utterance_id
LIMIT $rows
