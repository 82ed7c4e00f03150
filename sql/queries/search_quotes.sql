-- Which quotes have these words, the best match first?
-- $words = '' (words to look for, any of them; the newest quotes when empty)
-- $speaker = '' (part of the speaker's name; everybody when empty)
-- $rows = 20 (rows to show at most)
-- Ranked by BM25 over whole words and their beginnings, in plain SQL: DuckDB's full-text extension would have to be fetched.
WITH terms AS (
    SELECT DISTINCT unnest(regexp_extract_all(lower($words), '[\p{L}\p{N}]+')) AS term
),
documents AS (
    SELECT utterance_id, speaker_name, canonical_text, lower(canonical_text) AS folded, outlet_count, first_published_at
    FROM main.utterances
    WHERE $speaker = '' OR speaker_name ILIKE '%' || $speaker || '%'
),
hits AS (
    SELECT
        documents.utterance_id,
        terms.term,
        len(regexp_extract_all(documents.folded, '\b' || terms.term)) AS times,
        length(documents.folded) / (SELECT greatest(avg(length(folded)), 1) FROM documents) AS relative_length
    FROM documents
    INNER JOIN terms ON contains(documents.folded, terms.term)
),
rarity AS (
    SELECT term, ln(1 + (SELECT count(*) FROM documents) / count(*)) AS weight
    FROM hits
    WHERE times > 0
    GROUP BY term
),
scores AS (
    SELECT hits.utterance_id, sum(rarity.weight * hits.times * 2.2 / (hits.times + 1.2 * (0.25 + 0.75 * hits.relative_length))) AS score
    FROM hits
    INNER JOIN rarity USING (term)
    WHERE hits.times > 0
    GROUP BY hits.utterance_id
)
SELECT
    round(scores.score, 2) AS score,
    documents.speaker_name,
    documents.canonical_text,
    documents.outlet_count,
    documents.first_published_at,
    documents.utterance_id
FROM documents
LEFT JOIN scores USING (utterance_id)
WHERE $words = '' OR scores.score IS NOT NULL
ORDER BY scores.score DESC NULLS LAST, documents.first_published_at DESC NULLS LAST, documents.utterance_id
LIMIT $rows
