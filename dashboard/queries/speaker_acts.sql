-- What does a speaker do by speaking?
-- $speaker = '' (a speaker_id; everybody when empty)
SELECT speech_act, count(DISTINCT utterance_id) AS utterances
FROM main.quotes
WHERE $speaker IN ('', speaker_id)
GROUP BY speech_act
ORDER BY utterances DESC, speech_act
LIMIT 30
