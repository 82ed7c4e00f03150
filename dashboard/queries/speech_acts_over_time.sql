-- How many things said were printed, period by period, and by which speech act?
-- $unit = '' (day, week, month or year; what fits the days there are when empty)
-- $speaker = '' (a speaker_id; everybody when empty)
-- $kinds = 7 (speech acts to tell apart; the rarer ones are one)
-- $rows = 600 (rows to show at most)
WITH counted AS (
    SELECT CAST(published_at AS DATE) AS day, speech_act, utterance_id
    FROM main.quotes
    WHERE published_at IS NOT NULL AND $speaker IN ('', speaker_id)
),
unit AS (
    SELECT
        CASE
            WHEN $unit <> '' THEN $unit
            WHEN date_diff('day', min(day), max(day)) <= 60 THEN 'day'
            WHEN date_diff('day', min(day), max(day)) <= 420 THEN 'week'
            WHEN date_diff('day', min(day), max(day)) <= 1825 THEN 'month'
            ELSE 'year'
        END AS unit
    FROM counted
),
kept AS (
    SELECT speech_act FROM counted GROUP BY speech_act ORDER BY count(*) DESC, speech_act LIMIT $kinds
)
SELECT
    CAST(date_trunc(unit, day) AS DATE) AS period,
    unit,
    coalesce(kept.speech_act, 'other') AS speech_act,
    count(DISTINCT utterance_id) AS utterances
FROM counted
CROSS JOIN unit
LEFT JOIN kept ON kept.speech_act = counted.speech_act
GROUP BY ALL
ORDER BY period DESC, speech_act
LIMIT $rows
