"""The same answers by file: a workbook to download, to fill in, to upload, to look at, and to take over."""
