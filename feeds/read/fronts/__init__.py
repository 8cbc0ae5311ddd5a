"""What a front page offers: its columns, by their blocks, tabs, folders and names. columns.py puts them together."""
