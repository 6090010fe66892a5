"""The door for browsers and programs: finished pages from memory, search, the JSON API, errors."""
