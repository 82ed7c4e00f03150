SELECT
    aside.stage,
    aside.table_name,
    aside.row_id,
    aside.source_uri,
    aside.reason_code,
    aside.reason_text,
    aside.row_json,
    taken.run_id
FROM stage.rejected AS aside
LEFT JOIN stage.run_batches AS taken USING (batch_id)
