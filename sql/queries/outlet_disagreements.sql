-- Where do outlets disagree about one event or one quote?
-- $kind = '' (date, place, number, duration, participants, claim or wording; all when empty)
-- $rows = 20 (rows to show at most)
WITH printed AS (
    SELECT event_report_id AS report_id, outlet_name, sentence_text AS printed_text FROM main.event_reports
    UNION ALL
    SELECT quote_id AS report_id, outlet_name, quote_text AS printed_text FROM main.quotes
)
SELECT
    difference.disagreement_kind,
    one.outlet_name AS left_outlet,
    difference.left_value,
    other.outlet_name AS right_outlet,
    difference.right_value,
    one.printed_text AS left_text,
    other.printed_text AS right_text,
    difference.subject_id
FROM mart.fct_disagreements AS difference
INNER JOIN printed AS one ON one.report_id = difference.left_report_id
INNER JOIN printed AS other ON other.report_id = difference.right_report_id
WHERE $kind IN ('', difference.disagreement_kind)
ORDER BY difference.subject_type, difference.subject_id, difference.disagreement_kind, difference.left_report_id, difference.right_report_id
LIMIT $rows
