-- Events as schema.org/Event, each once, with the articles that report it; one JSON-LD object a line.
WITH reported AS (
    SELECT event_id, list_sort(list_distinct(list('urn:onrecord:' || article_id))) AS articles
    FROM main.event_reports
    GROUP BY event_id
)
SELECT
    json_merge_patch('{}', json_object(
        '@context', 'https://schema.org',
        '@type', 'Event',
        '@id', 'urn:onrecord:' || event.event_id,
        'name', concat_ws(' ', event.event_type, event.event_mode) || ': ' || coalesce(nullif(array_to_string(event.actor_names, ', '), ''), 'unknown') || ' > ' || coalesce(nullif(array_to_string(event.recipient_names, ', '), ''), 'unknown'),
        'additionalType', event.event_type,
        'startDate', CAST(event.event_date AS VARCHAR),
        'endDate', CAST(event.event_date_end AS VARCHAR),
        'eventStatus', CASE event.modality WHEN 'actual' THEN 'https://schema.org/EventScheduled' WHEN 'negated' THEN 'https://schema.org/EventCancelled' END,
        'location', CASE WHEN coalesce(event.place_name, event.place_country_code) IS NOT NULL THEN json_object('@type', 'Place', 'name', coalesce(event.place_name, event.place_country_code), 'address', event.place_country_code, 'latitude', event.latitude, 'longitude', event.longitude) END,
        'performer', list_transform(coalesce(event.actor_names, []), lambda name: json_object('@type', 'Thing', 'name', name)),
        'attendee', list_transform(coalesce(event.recipient_names, []), lambda name: json_object('@type', 'Thing', 'name', name)),
        'subjectOf', list_transform(reported.articles, lambda id: json_object('@id', id))
    )) AS line  -- merging drops what is NULL
FROM main.events AS event
INNER JOIN reported USING (event_id)
ORDER BY event.event_id
