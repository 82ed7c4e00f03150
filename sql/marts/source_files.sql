SELECT
    source.source_uri,
    source.file_path,
    source.document_id,
    source.form,
    source.size_bytes,
    source.source_status,
    source.reason_code,
    taken.run_id
FROM stage.source_files AS source
LEFT JOIN stage.run_batches AS taken USING (batch_id)
