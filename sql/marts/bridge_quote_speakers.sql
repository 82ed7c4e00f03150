-- Hop 0 are the speakers, hop 1 those who passed it on. A name that the article links to nobody has no actor_id.
WITH chain AS (
    SELECT
        quote_id,
        article_id,
        0 AS hop,
        'speaker' AS speaker_role,
        unnest(CASE WHEN len(speaker_names) > 0 THEN speaker_names ELSE [article_speaker_name] END) AS speaker_name
    FROM intermediate.int_quotes_resolved
    UNION ALL
    SELECT quote_id, article_id, 1 AS hop, 'relay' AS speaker_role, via_name AS speaker_name
    FROM intermediate.int_quotes_resolved
),
known AS (
    SELECT actor.article_id, actor.actor_name AS speaker_name, min(link.actor_id) AS actor_id
    FROM stage.article_actors AS actor
    INNER JOIN stage.actor_links AS link USING (article_id, article_actor_id)
    GROUP BY actor.article_id, actor.actor_name
)
SELECT
    chain.quote_id,
    chain.hop,
    chain.speaker_role,
    coalesce(actor.actor_name, chain.speaker_name) AS speaker_name,
    min(known.actor_id) AS actor_id
FROM chain
LEFT JOIN known USING (article_id, speaker_name)
LEFT JOIN stage.actors AS actor USING (actor_id)
WHERE chain.speaker_name IS NOT NULL
GROUP BY chain.quote_id, chain.hop, chain.speaker_role, coalesce(actor.actor_name, chain.speaker_name)
