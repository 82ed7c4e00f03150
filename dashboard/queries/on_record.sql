-- What is on record, how much of it stands by itself, and up to when?
SELECT
    (SELECT count(*) FROM main.articles) AS articles,
    (SELECT count(*) FROM mart.dim_outlets) AS outlets,
    (SELECT count(*) FROM main.quotes) AS printings,
    (SELECT count(*) FROM main.utterances) AS utterances,
    (SELECT count(*) FROM main.event_reports) AS reports,
    (SELECT count(*) FROM main.events) AS events,
    (SELECT count(*) FROM mart.dim_stories) AS stories,
    (SELECT avg(CASE WHEN is_counted THEN 1.0 ELSE 0.0 END) FROM mart.fct_independence WHERE subject_type IN ('utterance', 'event')) AS independent_share,
    (SELECT max(published_at) FROM main.articles) AS data_through
