-- By which names and roles is an actor called, and where does it stand?
-- $speaker = '' (an actor_id)
-- $rows = 100 (rows to show at most)
WITH seen AS (
    SELECT
        speaker_text AS alias_text,
        arg_min(article_id, (published_at IS NULL, published_at, quote_id)) AS article_id,
        arg_min(speaker_start_char, (published_at IS NULL, published_at, quote_id)) AS start_char
    FROM main.quotes
    WHERE speaker_id = $speaker AND speaker_start_char IS NOT NULL
    GROUP BY speaker_text
),
shown AS (
    SELECT
        seen.alias_text,
        concat_ws(', ', article.outlet_name, strftime(article.published_at, '%Y-%m-%d')) AS seen_in,
        -- Some words on both sides; the halves of words at the ends are left out.
        regexp_extract(substr(' ' || article.body || ' ', greatest(1, seen.start_char - 40), 160), '\s(.*)\s', 1, 's') AS evidence_text
    FROM seen
    INNER JOIN main.articles AS article USING (article_id)
)
SELECT
    alias.alias_text,
    alias.actor_title,
    alias.mention_count,
    alias.article_count,
    shown.evidence_text,
    shown.seen_in,
    alias.first_published_at,
    alias.last_published_at
FROM mart.dim_actor_aliases AS alias
LEFT JOIN shown USING (alias_text)
WHERE alias.actor_id = $speaker
ORDER BY alias.mention_count DESC, alias.alias_text, alias.actor_title
LIMIT $rows
