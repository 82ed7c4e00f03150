-- Which articles do not count as independent voices, and why?
-- $subject = '' (an event_id or utterance_id; all when empty)
-- $rows = 20 (rows to show at most)
SELECT subject_type, subject_id, outlet_name, reduction_kind, reduction_text, article_id, counted_article_id
FROM mart.fct_independence
WHERE NOT is_counted AND $subject IN ('', subject_id)
ORDER BY subject_type, subject_id, article_id
LIMIT $rows
