-- Which rows should a person check first, since their answers would teach most?
-- $of = '' (quote or event_report; both when empty)
-- $rows = 20 (rows to show at most)
WITH candidates AS (
    SELECT 'quote' AS subject_type, quote_id AS id, quote_type AS kind, rule_id, confidence, outlet_name,
        speaker_name AS who, quote_text AS what, cue_text AS told_by
    FROM main.quotes
    WHERE $of IN ('', 'quote')
    QUALIFY row_number() OVER (PARTITION BY coalesce(utterance_id, quote_id) ORDER BY confidence * (1 - confidence) DESC, quote_id) = 1
    UNION ALL
    SELECT 'event_report', event_report_id, event_type, rule_id, confidence, outlet_name,
        concat_ws(' > ', array_to_string(actor_names, ', '), array_to_string(recipient_names, ', ')), sentence_text, trigger_text
    FROM main.event_reports
    WHERE $of IN ('', 'event_report')
    QUALIFY row_number() OVER (PARTITION BY coalesce(event_id, event_report_id) ORDER BY confidence * (1 - confidence) DESC, event_report_id) = 1
),
-- Printings of one utterance are one question. One answer tells most where the outcome is open (confidence near one half) and many rows were made alike; the second of a kind tells less.
ranked AS (
    SELECT *,
        count(*) OVER alike AS rows_alike,
        row_number() OVER (alike ORDER BY confidence * (1 - confidence) DESC, id) AS place
    FROM candidates
    WHERE confidence IS NOT NULL
    WINDOW alike AS (PARTITION BY subject_type, kind, rule_id)
)
SELECT subject_type, id, kind, rule_id, confidence, rows_alike, outlet_name, who, told_by, what,
    round(4 * confidence * (1 - confidence) * ln(1 + rows_alike) / place, 3) AS worth
FROM ranked
ORDER BY worth DESC, subject_type, id
LIMIT $rows
