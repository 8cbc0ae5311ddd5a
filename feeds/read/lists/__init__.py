"""Lists of articles: which links stand together, what their cards and rows say. lists.py finds the list of any page."""
