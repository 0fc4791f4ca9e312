"""Forms of the reporting pages, one small form per action."""
