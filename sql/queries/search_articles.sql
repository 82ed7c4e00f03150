-- Which articles have these words, the best match first?
-- $words = '' (words to look for, any of them; the newest articles when empty)
-- $outlet = '' (an outlet; all when empty)
-- $rows = 20 (rows to show at most)
-- Ranked by BM25 over whole words and their beginnings, in plain SQL: DuckDB's full-text extension would have to be fetched.
WITH terms AS (
    SELECT DISTINCT unnest(regexp_extract_all(lower($words), '[\p{L}\p{N}]+')) AS term
),
documents AS (
    SELECT article_id, outlet_name, title, lower(concat_ws(' ', title, title, body)) AS folded, duplicate_role, published_at
    FROM main.articles
    WHERE $outlet IN ('', outlet_name)
),
hits AS (
    SELECT
        documents.article_id,
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
    SELECT hits.article_id, sum(rarity.weight * hits.times * 2.2 / (hits.times + 1.2 * (0.25 + 0.75 * hits.relative_length))) AS score
    FROM hits
    INNER JOIN rarity USING (term)
    WHERE hits.times > 0
    GROUP BY hits.article_id
)
SELECT
    round(scores.score, 2) AS score,
    documents.outlet_name,
    documents.title,
    documents.duplicate_role,
    documents.published_at,
    documents.article_id
FROM documents
LEFT JOIN scores USING (article_id)
WHERE $words = '' OR scores.score IS NOT NULL
ORDER BY scores.score DESC NULLS LAST, documents.published_at DESC NULLS LAST, documents.article_id
LIMIT $rows
