"""The data sets in words and columns, a module per notion."""
