"""The folder a run leaves behind: partitions, the SQL models, comments, publication, diff, cite."""
