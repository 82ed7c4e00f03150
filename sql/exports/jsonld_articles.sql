-- Articles as schema.org/NewsArticle, one JSON-LD object a line.
SELECT
    json_merge_patch('{}', json_object(
        '@context', 'https://schema.org',
        '@type', 'NewsArticle',
        '@id', 'urn:onrecord:' || article_id,
        'headline', title,
        'url', url,
        'inLanguage', language,
        'datePublished', CASE WHEN published_at IS NOT NULL THEN strftime(published_at, '%Y-%m-%dT%H:%M:%SZ') END,
        'author', list_transform(coalesce(authors, []), lambda name: json_object('@type', 'Person', 'name', name)),
        'publisher', CASE WHEN outlet_name IS NOT NULL THEN json_object('@type', 'Organization', 'name', outlet_name) END,
        'wordCount', word_count,
        'isBasedOn', 'urn:onrecord:' || duplicate_of
    )) AS line  -- merging drops what is NULL
FROM main.articles
ORDER BY article_id
