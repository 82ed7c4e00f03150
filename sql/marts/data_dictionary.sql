-- The same words as the COMMENT of the column and as docs/data_dictionary.md; for readers whose tool shows neither.
SELECT
    schema_name,
    table_name,
    column_index,
    column_name,
    column_type,
    unit,
    allowed_values,
    meaning,
    table_meaning,
    grain,
    is_key
FROM stage.dictionary
