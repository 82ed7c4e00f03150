SELECT
    head.event_id,
    head.event_type,
    head.event_mode,
    head.cameo_root_code,
    head.quad_class,
    head.goldstein,
    head.modality,
    head.event_date,
    head.event_date_end,
    head.event_date_precision,
    head.place_id,
    coalesce(coverage.printing_count, 0) AS report_count,
    coalesce(coverage.article_count, 0) AS article_count,
    coalesce(coverage.outlet_count, 0) AS outlet_count,
    coalesce(coverage.independent_count, 0) AS independent_count,
    coverage.first_published_at,
    coverage.first_outlet_name,
    head.confidence
FROM stage.event_heads AS head
LEFT JOIN intermediate.int_coverage AS coverage
    ON coverage.subject_type = 'event' AND coverage.subject_id = head.event_id
