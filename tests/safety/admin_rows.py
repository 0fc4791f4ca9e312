"""The table of the matrix for the admin: one row per model."""

#: Who may open the list of a model in the admin, and who may change its rows there.
STAFF = {"editor", "commissioner", "administrator"}
REVIEWERS = {"editor", "commissioner"}
COMMISSIONER, ADMINISTRATOR, NOBODY = {"commissioner"}, {"administrator"}, set[str]()
ADMIN: dict[str, tuple[set[str], set[str]]] = {
    "fields.Concept": (STAFF, STAFF),
    "fields.Chapter": (STAFF, STAFF),
    "fields.FieldOfAction": (STAFF, STAFF),
    "fields.Goal": (STAFF, STAFF),
    "measures.Measure": (STAFF, STAFF),
    "measures.Indicator": (STAFF, STAFF),
    "measures.TargetGroup": (STAFF, STAFF),
    "partners.Organisation": (STAFF, STAFF),
    "partners.User": (ADMINISTRATOR, ADMINISTRATOR),
    "auth.Group": (ADMINISTRATOR, ADMINISTRATOR),
    "website.LegalPage": (ADMINISTRATOR, ADMINISTRATOR),
    "safety.AuditEntry": (ADMINISTRATOR, NOBODY),
    "reporting.ProgressReport": (REVIEWERS, NOBODY),
    "reporting.StatusQuery": (REVIEWERS, NOBODY),
    "reporting.QueryRequest": (REVIEWERS, NOBODY),
    "reporting.Committee": (REVIEWERS, COMMISSIONER),
    "reporting.OutboxMail": ({"commissioner", "administrator"}, NOBODY),
    "account.EmailAddress": (NOBODY, NOBODY),
    "mfa.Authenticator": (NOBODY, NOBODY),
}
