"""From a document to an article: blocks, main text, title, byline, dateline, outlet, agencies, publication date."""
