"""Landing new pages politely: feeds and sitemaps in, one web archive in the raw folder out. The only code that uses the network."""
