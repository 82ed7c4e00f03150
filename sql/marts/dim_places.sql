-- Coordinates belong to the id; the name is the one most reports use.
SELECT
    place_id,
    mode(place_name ORDER BY place_name) AS place_name,
    min(place_country_code) AS place_country_code,
    min(latitude) AS latitude,
    min(longitude) AS longitude,
    count(*) AS report_count
FROM intermediate.int_event_reports_resolved
WHERE place_id IS NOT NULL
GROUP BY place_id
