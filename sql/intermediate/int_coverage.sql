-- Utterances and events are counted by one rule, so that "how many outlets" means the same for both.
-- An article whose outlet is unknown stands for an outlet of its own. Among articles of one moment an original comes before its copies.
WITH printings AS (
    SELECT 'utterance' AS subject_type, member.utterance_id AS subject_id, quote.article_id
    FROM stage.utterance_members AS member
    INNER JOIN stage.quotes AS quote USING (quote_id)
    UNION ALL
    SELECT 'event' AS subject_type, member.event_id AS subject_id, report.article_id
    FROM stage.event_members AS member
    INNER JOIN staging.stg_event_reports AS report USING (event_report_id)
),
placed AS (
    SELECT
        printing.subject_type,
        printing.subject_id,
        article.article_id,
        coalesce(article.outlet_id, article.article_id) AS voice_id,
        article.outlet_name,
        article.published_at,
        coalesce(article.duplicate_role = 'copy', false) AS is_copy,
        coalesce(independence.is_counted, false) AS is_counted
    FROM printings AS printing
    INNER JOIN staging.stg_articles AS article USING (article_id)
    LEFT JOIN stage.independence AS independence
        ON independence.subject_id = printing.subject_id AND independence.article_id = printing.article_id
)
SELECT
    subject_type,
    subject_id,
    count(*) AS printing_count,
    count(DISTINCT article_id) AS article_count,
    count(DISTINCT voice_id) AS outlet_count,
    count(DISTINCT voice_id) FILTER (WHERE is_counted) AS independent_count,
    min(published_at) AS first_published_at,
    first(outlet_name ORDER BY published_at, is_copy, article_id) FILTER (WHERE published_at IS NOT NULL) AS first_outlet_name
FROM placed
GROUP BY subject_type, subject_id
