-- Why does an article that states no date have one, and which articles speak for it?
-- $article = '' (id of an article, empty for all)
-- $rows = 20 (rows to show at most)
SELECT
    evidence.article_id,
    evidence.outlet_name,
    evidence.published_date,
    evidence.other_outlet_name,
    evidence.other_published_date,
    string_agg(DISTINCT evidence.evidence_kind, ', ' ORDER BY evidence.evidence_kind) AS what_both_have,
    count(*) AS how_often,
    evidence.other_article_id
FROM mart.fct_date_evidence AS evidence
WHERE $article = '' OR evidence.article_id = $article
GROUP BY ALL
ORDER BY evidence.article_id, how_often DESC, evidence.other_article_id
LIMIT $rows
