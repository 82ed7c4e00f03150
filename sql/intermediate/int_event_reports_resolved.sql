SELECT
    report.* EXCLUDE (batch_id),
    member.event_id,
    article.outlet_id,
    article.outlet_name,
    article.published_at,
    article.published_date,
    article.run_id
FROM staging.stg_event_reports AS report
INNER JOIN staging.stg_articles AS article USING (article_id)
LEFT JOIN stage.event_members AS member USING (event_report_id)
