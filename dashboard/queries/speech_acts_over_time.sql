-- How many things said were printed, period by period, and by which speech act?
-- $unit = 'day' (day, week, month or year)
-- $speaker = '' (a speaker_id; everybody when empty)
-- $rows = 600 (rows to show at most)
SELECT
    CAST(date_trunc($unit, published_at) AS DATE) AS period,
    speech_act,
    count(DISTINCT utterance_id) AS utterances
FROM main.quotes
WHERE published_at IS NOT NULL AND $speaker IN ('', speaker_id)
GROUP BY ALL
ORDER BY period DESC, speech_act
LIMIT $rows
