-- Who quotes a speaker?
-- $speaker = '' (a speaker_id; everybody when empty)
-- $rows = 30 (rows to show at most)
WITH said AS (
    SELECT coalesce(outlet_name, 'unknown outlet') AS outlet_name, utterance_id, published_at
    FROM main.quotes
    WHERE $speaker IN ('', speaker_id)
)
SELECT
    outlet_name,
    count(DISTINCT utterance_id) AS utterances,
    count(DISTINCT utterance_id) / (SELECT count(DISTINCT utterance_id) FROM said) AS utterance_share,
    count(*) AS printings,
    min(published_at) AS first_published_at,
    max(published_at) AS last_published_at
FROM said
GROUP BY outlet_name
ORDER BY utterances DESC, outlet_name
LIMIT $rows
