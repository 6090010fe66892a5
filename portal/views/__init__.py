"""Pages as frozen values: an Edition and an address in; what a template, JSON or PDF may show out.

`parts` holds the values that several pages show, `edition` the content as it stands on a day, `units` what shows a
provision; the others make one family of pages each. No HTML is made here (guide prose comes as the finished, sanitised
text of `prose`), and no setting is read.
"""
