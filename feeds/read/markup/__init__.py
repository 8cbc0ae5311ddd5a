"""HTML to nodes, and nodes to lines of text, links and places. html.py is the only door to the parser."""
