"""Pages as frozen values: a library, an address and a date in; what a template, JSON or PDF may show out.

`parts` holds what several pages share, `law` the pages of legal texts, `guides` those in our own words, `finding`
search and errors. No HTML is made here (guide prose comes as the finished, sanitised text of `prose`), and no setting
is read.
"""
