-- One row a kept article version: as it was cleaned, with the date of its coverage where it states none, with the run that took it on and its place among the others.
SELECT
    article.article_id,
    article.source_uri,
    article.form,
    article.url,
    article.outlet_id,
    article.outlet_name,
    article.agency_names,
    article.title,
    article.authors,
    article.dateline_place,
    coalesce(coverage.published_at, article.published_at) AS published_at,
    coalesce(coverage.published_date, article.published_date) AS published_date,
    coalesce(coverage.published_at_precision, article.published_at_precision) AS published_at_precision,
    coalesce(coverage.published_at_method, article.published_at_method) AS published_at_method,
    coalesce(coverage.published_at_confidence, article.published_at_confidence) AS published_at_confidence,
    article.published_at_text,
    article.language,
    article.body,
    article.word_count,
    grouped.family_id,
    grouped.duplicate_role,
    grouped.duplicate_of,
    grouped.duplicate_kind,
    grouped.duplicate_basis,
    grouped.original_share,
    grouped.story_id,
    article.retrieved_at,
    taken.run_id
FROM stage.articles AS article
LEFT JOIN stage.coverage_dates AS coverage USING (article_id)
LEFT JOIN stage.article_groups AS grouped USING (article_id)
LEFT JOIN stage.run_batches AS taken USING (batch_id)
