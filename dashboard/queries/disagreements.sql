-- Where do the reports of an event differ, both sides side by side?
-- $subject = '' (an event_id or utterance_id)
-- $rows = 100 (rows to show at most)
WITH printed AS (
    SELECT event_report_id AS report_id, outlet_name, sentence_text AS printed_text FROM main.event_reports WHERE event_id = $subject
    UNION ALL
    SELECT quote_id AS report_id, outlet_name, quote_text AS printed_text FROM main.quotes WHERE utterance_id = $subject
)
SELECT
    difference.disagreement_kind,
    difference.left_value,
    one.outlet_name AS left_outlet,
    one.printed_text AS left_text,
    difference.right_value,
    other.outlet_name AS right_outlet,
    other.printed_text AS right_text
FROM mart.fct_disagreements AS difference
INNER JOIN printed AS one ON one.report_id = difference.left_report_id
INNER JOIN printed AS other ON other.report_id = difference.right_report_id
WHERE difference.subject_id = $subject
ORDER BY difference.disagreement_kind, difference.left_report_id, difference.right_report_id
LIMIT $rows
