"""The forms of the page on which an organisation answers everything."""
