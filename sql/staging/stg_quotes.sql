-- Quotes as coded, with what was corrected by hand in place of it, and the days that the date of coverage gives.
SELECT
    quote.* REPLACE (
        CASE WHEN is_corrected THEN correction.speaker_actor_id ELSE quote.speaker_actor_id END AS speaker_actor_id,
        CASE WHEN is_corrected THEN correction.speaker_method ELSE quote.speaker_method END AS speaker_method,
        CASE WHEN is_corrected THEN correction.speaker_name ELSE quote.speaker_name END AS speaker_name,
        CASE WHEN is_corrected THEN correction.speech_act ELSE quote.speech_act END AS speech_act,
        CASE WHEN is_corrected THEN correction.polarity ELSE quote.polarity END AS polarity,
        CASE WHEN is_corrected THEN correction.is_speech ELSE quote.is_speech END AS is_speech,
        CASE WHEN is_corrected THEN correction.addressee_name ELSE quote.addressee_name END AS addressee_name,
        CASE WHEN is_redated THEN redated.said_date ELSE quote.said_date END AS said_date,
        CASE WHEN is_redated THEN redated.said_date_precision ELSE quote.said_date_precision END AS said_date_precision
    )
FROM stage.quotes AS quote
LEFT JOIN (SELECT *, true AS is_corrected FROM stage.quote_corrections) AS correction USING (quote_id)
LEFT JOIN (SELECT *, true AS is_redated FROM stage.redated_quotes) AS redated USING (quote_id)
