-- What was announced, and what became of it?
-- $rows = 20 (rows to show at most)
-- Done (or called off) is the nearest event of the same type with a common actor on each side, reported no earlier than the announcement.
SELECT
    announced.event_type,
    announced.event_mode,
    announced.actor_names,
    announced.recipient_names,
    announced.event_date AS announced_for,
    announced.first_published_at AS announced_at,
    CASE done.modality WHEN 'actual' THEN 'done' WHEN 'negated' THEN 'called off' ELSE 'nothing on record' END AS outcome,
    done.event_date AS done_on,
    announced.event_id AS announced_event_id,
    done.event_id AS done_event_id
FROM main.events AS announced
LEFT JOIN main.events AS done
    ON done.modality IN ('actual', 'negated')
    AND done.event_type = announced.event_type
    AND list_has_any(list_concat(done.actor_names, done.recipient_names), announced.actor_names)
    AND (
        coalesce(len(announced.recipient_names), 0) = 0
        OR list_has_any(list_concat(done.actor_names, done.recipient_names), announced.recipient_names)
    )
    AND coalesce(done.first_published_at >= announced.first_published_at, true)
WHERE announced.modality = 'planned'
QUALIFY row_number() OVER (
    PARTITION BY announced.event_id
    ORDER BY abs(date_diff('day', announced.event_date, done.event_date)) NULLS LAST, done.event_id
) = 1
ORDER BY announced.event_date NULLS LAST, announced.event_id
LIMIT $rows
