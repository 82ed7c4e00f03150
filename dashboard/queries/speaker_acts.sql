-- What does a speaker do by speaking?
-- $speaker = '' (a speaker_id; everybody when empty)
WITH said AS (
    SELECT speech_act, utterance_id FROM main.quotes WHERE $speaker IN ('', speaker_id)
)
SELECT
    speech_act,
    count(DISTINCT utterance_id) AS utterances,
    count(DISTINCT utterance_id) / (SELECT count(DISTINCT utterance_id) FROM said) AS utterance_share
FROM said
GROUP BY speech_act
ORDER BY utterances DESC, speech_act
LIMIT 30
