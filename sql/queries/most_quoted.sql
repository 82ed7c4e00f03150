-- Who is quoted most, counting a thing said once however often it was printed?
-- $rows = 20 (rows to show at most)
SELECT
    speaker_name,
    count(*) AS utterances,
    CAST(sum(quote_count) AS BIGINT) AS printings,
    CAST(sum(independent_count) AS BIGINT) AS independent_printings
FROM main.utterances
WHERE speaker_name IS NOT NULL
GROUP BY speaker_id, speaker_name
ORDER BY utterances DESC, printings DESC, speaker_name
LIMIT $rows
