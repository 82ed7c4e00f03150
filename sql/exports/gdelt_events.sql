-- Events that took place in the columns of GDELT's event tables, as far as both know them; countries are ISO 3166-1 alpha-2 codes.
-- An apostrophe stands before a text that a spreadsheet would take for a formula.
WITH source AS (
    SELECT report.event_id, min_by(coalesce(article.url, article.source_uri), (article.published_at, article.article_id)) AS source_url
    FROM main.event_reports AS report
    INNER JOIN main.articles AS article USING (article_id)
    GROUP BY report.event_id
)
SELECT
    event.event_id AS GLOBALEVENTID,
    strftime(coalesce(event.event_date, CAST(event.first_published_at AS DATE)), '%Y%m%d') AS SQLDATE,
    regexp_replace(array_to_string(event.actor_names, '; '), '^([=+@\t\r\n＝＋－＠-])', '''\1') AS Actor1Name,
    event.actor_country_codes[1] AS Actor1CountryCode,
    regexp_replace(array_to_string(event.recipient_names, '; '), '^([=+@\t\r\n＝＋－＠-])', '''\1') AS Actor2Name,
    event.recipient_country_codes[1] AS Actor2CountryCode,
    type.cameo_root_code AS EventRootCode,
    event.quad_class AS QuadClass,
    event.goldstein AS GoldsteinScale,
    event.report_count AS NumMentions,
    event.outlet_count AS NumSources,
    event.article_count AS NumArticles,
    regexp_replace(event.place_name, '^([=+@\t\r\n＝＋－＠-])', '''\1') AS ActionGeo_FullName,
    event.place_country_code AS ActionGeo_CountryCode,
    event.latitude AS ActionGeo_Lat,
    event.longitude AS ActionGeo_Long,
    strftime(event.first_published_at, '%Y%m%d') AS DATEADDED,
    regexp_replace(source.source_url, '^([=+@\t\r\n＝＋－＠-])', '''\1') AS SOURCEURL,
    event.event_type AS PloverType,
    event.independent_count AS NumIndependent
FROM main.events AS event
LEFT JOIN source USING (event_id)
LEFT JOIN mart.dim_event_types AS type USING (event_type)
WHERE event.modality = 'actual'
ORDER BY event.event_id
