-- Who acts towards whom, and how: cooperation or conflict, in words or in deeds?
-- $kind = '' (PLOVER type; all when empty)
-- $party = '' (part of a name, or a country code, on either side; anybody when empty)
-- $first = '' (first day; the beginning when empty)
-- $last = '' (last day; the end when empty)
-- $modality = '' (actual, planned, hypothetical, negated or alleged; all when empty)
-- $parties = 15 (actors and recipients to show at most)
WITH pairs AS (
    SELECT actor.actor_name AS actor, recipient.actor_name AS recipient, event.quad_class, event.goldstein, event.event_id
    FROM main.events AS event
    INNER JOIN mart.bridge_event_actors AS actor ON actor.event_id = event.event_id AND actor.actor_role = 'actor'
    INNER JOIN mart.bridge_event_actors AS recipient ON recipient.event_id = event.event_id AND recipient.actor_role = 'recipient'
    WHERE $kind IN ('', event.event_type) AND $modality IN ('', event.modality)
        AND (
            $party = ''
            OR array_to_string(list_concat(coalesce(event.actor_names, []), coalesce(event.recipient_names, [])), ' ') ILIKE '%' || $party || '%'
            OR list_contains(list_concat(coalesce(event.actor_country_codes, []), coalesce(event.recipient_country_codes, [])), upper($party))
        )
        AND coalesce(coalesce(event.event_date, CAST(event.first_published_at AS DATE)) >= try_cast($first AS DATE), $first = '')
        AND coalesce(coalesce(event.event_date, CAST(event.first_published_at AS DATE)) <= try_cast($last AS DATE), $last = '')
),
top_actors AS (SELECT actor FROM pairs GROUP BY actor ORDER BY count(*) DESC, actor LIMIT $parties),
top_recipients AS (SELECT recipient FROM pairs SEMI JOIN top_actors USING (actor) GROUP BY recipient ORDER BY count(*) DESC, recipient LIMIT $parties)
SELECT
    actor,
    recipient,
    count(*) AS events,
    count(*) / (SELECT count(*) FROM pairs) AS event_share,
    mode(quad_class ORDER BY quad_class) AS quad_class,
    round(avg(goldstein), 1) AS mean_goldstein
FROM pairs
SEMI JOIN top_actors USING (actor)
SEMI JOIN top_recipients USING (recipient)
GROUP BY actor, recipient
ORDER BY events DESC, actor, recipient
