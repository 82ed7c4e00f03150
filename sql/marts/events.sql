-- The wide table of events.
WITH differences AS (
    SELECT
        subject_id AS event_id,
        list(
            struct_pack(
                disagreement_kind := disagreement_kind, left_value := left_value, left_report_id := left_report_id,
                right_value := right_value, right_report_id := right_report_id
            ) ORDER BY disagreement_kind, left_report_id, right_report_id
        ) AS disagreements
    FROM stage.disagreements
    WHERE subject_type = 'event'
    GROUP BY subject_id
)
SELECT
    event.event_id,
    event.event_type,
    event.event_mode,
    event.quad_class,
    event.goldstein,
    head.actor_names,
    head.recipient_names,
    head.actor_country_codes,
    head.recipient_country_codes,
    event.modality,
    event.event_date,
    event.event_date_end,
    event.event_date_precision,
    head.place_name,
    head.place_country_code,
    head.latitude,
    head.longitude,
    event.report_count,
    event.article_count,
    event.outlet_count,
    event.independent_count,
    event.first_published_at,
    event.first_outlet_name,
    coalesce(differences.disagreements, []) AS disagreements,
    event.confidence
FROM mart.fct_events AS event
INNER JOIN stage.event_heads AS head USING (event_id)
LEFT JOIN differences USING (event_id)
