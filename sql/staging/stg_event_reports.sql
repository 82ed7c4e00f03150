-- Event reports as coded, with the days that the date of coverage gives.
SELECT
    report.* REPLACE (
        CASE WHEN is_redated THEN redated.event_date ELSE report.event_date END AS event_date,
        CASE WHEN is_redated THEN redated.event_date_end ELSE report.event_date_end END AS event_date_end,
        CASE WHEN is_redated THEN redated.event_date_precision ELSE report.event_date_precision END AS event_date_precision,
        CASE WHEN is_redated THEN redated.date_text ELSE report.date_text END AS date_text,
        CASE WHEN is_redated THEN redated.date_basis ELSE report.date_basis END AS date_basis
    )
FROM stage.event_reports AS report
LEFT JOIN (SELECT *, true AS is_redated FROM stage.redated_reports) AS redated USING (event_report_id)
