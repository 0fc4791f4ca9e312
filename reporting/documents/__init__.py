"""The documents of a report and of a Vorlage, made from their words and numbers alone."""
