"""A body of text taken apart once: paragraphs, sentences, tokens, quotation marks, time expressions, all with offsets."""
