-- What each article that coverage dates shares with the dated articles that speak for its date.
SELECT
    evidence.article_id,
    own.outlet_name,
    own.published_date,
    evidence.other_article_id,
    other.outlet_name AS other_outlet_name,
    other.published_date AS other_published_date,
    evidence.evidence_kind,
    evidence.own_id,
    evidence.other_id
FROM stage.coverage_evidence AS evidence
INNER JOIN staging.stg_articles AS own USING (article_id)
INNER JOIN staging.stg_articles AS other ON other.article_id = evidence.other_article_id
