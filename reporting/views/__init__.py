"""Pages of the reporting app: the area of the partners, the approval, the queries, the published reports."""
