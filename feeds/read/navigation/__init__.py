"""Where a page leads: the way up, the next older page, more of a box, tabs, the feed that it names itself."""
