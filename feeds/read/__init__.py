"""Page → Listing or Article: decides which kind can read a page and lets it. Pure; fetches nothing, keeps nothing."""
