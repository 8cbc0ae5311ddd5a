"""The news side: would still be a working feed generator if bot/ were deleted.

config → schedule → poll( fetch → read → [ keep + announce ] → give ) → readers

fetch/   URL → Page            the only door out; bytes become text here
read/    Page → Articles       pure; one file a kind of page
keep/    Articles → Entries    SQL; numbered, dated, never forgotten
give/    Entries → readers     Atom, RSS, JSON, pages; a pure function of the rows
poll.py  the four in order; what is kept and what is owed commit together
"""
