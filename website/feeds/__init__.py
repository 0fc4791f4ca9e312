"""Atom feeds: what is new in the portal, in a Handlungsfeld, on a measure."""
