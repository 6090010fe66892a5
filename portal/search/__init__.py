"""Finding: words and citations in, ids and scores out.

`words` makes tokens, `query` reads what a person typed, `engine` ranks (ids and scores only), `answer` joins both
with the library: hits, excerpts, offers. User text never reaches the engine's own query language.
"""
