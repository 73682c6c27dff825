"""The story of one report: facts gathered, the record built from them, and the sections shown from the record."""
