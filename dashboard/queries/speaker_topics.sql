-- Which words does a speaker use more than others do?
-- $speaker = '' (a speaker_id)
-- $others = 30000 (things that others said to compare with, about; drawn by id, so always the same)
-- $rows = 25 (rows to show at most)
WITH compared AS (
    SELECT speaker_id IS NOT DISTINCT FROM $speaker AS is_own, canonical_text
    FROM main.utterances
    WHERE speaker_id IS NOT DISTINCT FROM $speaker OR hash(utterance_id) % greatest(1, (SELECT count(*) // $others FROM main.utterances)) = 0
),
said AS (
    SELECT is_own, unnest(list_distinct(regexp_extract_all(lower(canonical_text), '\p{L}{5,}'))) AS word
    FROM compared
),
counted AS (
    SELECT
        word,
        count(*) FILTER (WHERE is_own) AS own,
        count(*) FILTER (WHERE NOT is_own) AS others
    FROM said
    GROUP BY word
),
sums AS (
    SELECT greatest(sum(own), 1) AS own_all, greatest(sum(others), 1) AS others_all FROM counted
)
SELECT word, own AS utterances, round(((own + 0.5) / own_all) / ((others + 0.5) / others_all), 2) AS times_as_often
FROM counted, sums
WHERE own >= 2 AND (own + 0.5) / own_all > (others + 0.5) / others_all
ORDER BY own * ln(((own + 0.5) / own_all) / ((others + 0.5) / others_all)) DESC, word
LIMIT $rows
