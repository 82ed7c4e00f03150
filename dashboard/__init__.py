"""The dashboard: pages over the published marts of a warehouse, which it opens read-only and never blocks."""
