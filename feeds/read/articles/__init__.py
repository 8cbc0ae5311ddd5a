"""An article: its title, its text, what it carries, who made it and when. bodies.py reads the article of any page."""
