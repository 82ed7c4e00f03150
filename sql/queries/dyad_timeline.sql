-- What happened between two parties, day by day?
-- $first = '' (name or country code of one party; anybody when empty)
-- $second = '' (name or country code of the other; anybody when empty)
-- $rows = 20 (rows to show at most)
SELECT
    coalesce(event_date, CAST(first_published_at AS DATE)) AS on_date,
    event_date_precision,
    event_type,
    event_mode,
    modality,
    actor_names,
    recipient_names,
    goldstein,
    outlet_count,
    event_id
FROM main.events
WHERE (
        (coalesce(array_to_string(actor_names, ' '), '') ILIKE '%' || $first || '%' OR coalesce(list_contains(actor_country_codes, upper($first)), false))
        AND (coalesce(array_to_string(recipient_names, ' '), '') ILIKE '%' || $second || '%' OR coalesce(list_contains(recipient_country_codes, upper($second)), false))
    )
    OR (
        (coalesce(array_to_string(actor_names, ' '), '') ILIKE '%' || $second || '%' OR coalesce(list_contains(actor_country_codes, upper($second)), false))
        AND (coalesce(array_to_string(recipient_names, ' '), '') ILIKE '%' || $first || '%' OR coalesce(list_contains(recipient_country_codes, upper($first)), false))
    )
ORDER BY on_date NULLS LAST, event_id
LIMIT $rows
