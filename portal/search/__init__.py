"""Finding: words and citations in, ids and scores out.

`words` makes tokens, `query` reads what a person typed, `rank` says what counts how much, `engine` gives ids and scores
only, `answer` joins all with the library: hits, excerpts, offers. User text never reaches the engine's own query
language.
"""
