SELECT
    part.event_id,
    part.actor_role,
    part.actor_id,
    actor.actor_name,
    actor.country_code,
    count(*) AS report_count
FROM intermediate.int_actors_in_events AS part
INNER JOIN stage.actors AS actor USING (actor_id)
WHERE part.event_id IS NOT NULL
GROUP BY part.event_id, part.actor_role, part.actor_id, actor.actor_name, actor.country_code
