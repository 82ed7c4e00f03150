"""Who is who: mentions, titles, countries, places, coreference in one article, the registry across articles."""
