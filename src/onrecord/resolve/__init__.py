"""Across articles: actors, stories, utterances, events, independent counts, disagreements, stable ids."""
