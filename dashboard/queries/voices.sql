-- Which articles count as independent voices of an event or utterance, and why do the others not?
-- $subject = '' (an event_id or utterance_id)
-- $rows = 200 (rows to show at most)
SELECT outlet_name, published_at, is_counted, reduction_kind, reduction_text, article_id, counted_article_id
FROM mart.fct_independence
WHERE subject_id = $subject
ORDER BY is_counted DESC, published_at NULLS LAST, article_id
LIMIT $rows
