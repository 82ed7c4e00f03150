"""Duplicates and reuse: fingerprints, candidate pairs, families, shared passages with their spans on both sides."""
