"""The pages for people at carriers: readable by everybody, and nothing secret on them."""
