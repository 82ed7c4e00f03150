SELECT
    independence.subject_type,
    independence.subject_id,
    independence.article_id,
    article.outlet_id,
    article.outlet_name,
    article.published_at,
    independence.is_counted,
    independence.reduction_kind,
    independence.reduction_text,
    independence.counted_article_id
FROM stage.independence AS independence
INNER JOIN staging.stg_articles AS article USING (article_id)
