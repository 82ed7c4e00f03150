WITH present AS (
    SELECT actor_id, count(DISTINCT article_id) AS article_count
    FROM stage.actor_links
    GROUP BY actor_id
),
speaking AS (
    SELECT speaker_id AS actor_id, count(*) AS quote_count, count(DISTINCT utterance_id) AS utterance_count
    FROM intermediate.int_quotes_resolved
    WHERE speaker_id IS NOT NULL
    GROUP BY speaker_id
),
acting AS (
    SELECT actor_id, count(DISTINCT event_id) AS event_count
    FROM intermediate.int_actors_in_events
    GROUP BY actor_id
)
SELECT
    actor.actor_id,
    actor.actor_name,
    actor.actor_type,
    actor.actor_title,
    actor.country_code,
    actor.sector_code,
    actor.mention_count,
    coalesce(present.article_count, 0) AS article_count,
    coalesce(speaking.quote_count, 0) AS quote_count,
    coalesce(speaking.utterance_count, 0) AS utterance_count,
    coalesce(acting.event_count, 0) AS event_count
FROM stage.actors AS actor
LEFT JOIN present USING (actor_id)
LEFT JOIN speaking USING (actor_id)
LEFT JOIN acting USING (actor_id)
