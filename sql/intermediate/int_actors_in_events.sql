WITH named AS (
    SELECT event_report_id, event_id, article_id, 'actor' AS actor_role, unnest(actor_actor_ids) AS article_actor_id
    FROM intermediate.int_event_reports_resolved
    UNION ALL
    SELECT event_report_id, event_id, article_id, 'recipient' AS actor_role, unnest(recipient_actor_ids) AS article_actor_id
    FROM intermediate.int_event_reports_resolved
)
SELECT DISTINCT
    named.event_report_id,
    named.event_id,
    named.article_id,
    named.actor_role,
    link.actor_id
FROM named
INNER JOIN stage.actor_links AS link USING (article_id, article_actor_id)
