"""The open interface for programs: `/api/v1/`, read-only, the same names and rows as the files of the open data."""
