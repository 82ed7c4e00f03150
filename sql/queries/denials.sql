-- Who denied what?
-- $speaker = '' (part of the speaker's name; everybody when empty)
-- $rows = 20 (rows to show at most)
SELECT speaker_name, said_date, quote_text, cue_text, speech_act, polarity, outlet_name, published_at, quote_id
FROM main.quotes
WHERE (polarity = 'denied' OR speech_act = 'deny') AND coalesce(speaker_name, '') ILIKE '%' || $speaker || '%'
ORDER BY published_at NULLS LAST, quote_id
LIMIT $rows
