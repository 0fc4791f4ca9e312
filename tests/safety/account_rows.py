"""The rows of the matrix for log-in, second factor and the own account, and what protects all pages."""

from tests.safety.routes import Row, account, private, reading

ACCOUNT_ROWS: list[Row] = [
    Row("safety:security_txt", ("404",) * 6, ("405",) * 6),
    private("safety:kept_text", "ok ok ok ok ok", "ok ok ok ok ok"),
    account("account_login", open_to_all=True),
    account("account_logout", open_to_all=True),
    account("account_signup", open_to_all=True),
    account("account_reset_password", open_to_all=True),
    # Only in the midst of a log-in; otherwise they lead to its beginning.
    account("account_confirm_login_code"),
    account("mfa_authenticate"),
    Row("account_email_verification_sent", ("ok",) * 6, ("405",) * 6),
    Row("account_inactive", ("ok",) * 6, ("405",) * 6),
    Row("account_reset_password_done", ("ok",) * 6, ("405",) * 6),
    Row("account_reset_password_from_key_done", ("ok",) * 6, ("405",) * 6),
    account(
        "account_reset_password_from_key", lambda world: {"uidb36": "1", "key": "falsch"}, open_to_all=True
    ),
    Row("account_confirm_email", ("ok",) * 6, ("404",) * 6, lambda world: {"key": "falsch"}),
    account("account_reauthenticate"),
    account("account_email"),
    account("account_change_password"),
    account("account_set_password"),
    reading("mfa_index", "ok ok ok ok ok"),
    account("mfa_reauthenticate"),
    account("mfa_activate_totp"),
    account("mfa_generate_recovery_codes"),
    private("mfa_deactivate_totp", "404 404 404 404 404", "404 404 404 404 404"),
    reading("mfa_view_recovery_codes", "404 404 404 404 404"),
    private("mfa_download_recovery_codes", "404 404 404 404 404", "404 404 404 404 404"),
    Row("admin/login/", ("login", "403", "403", "ok", "ok", "ok"), ("login", "403", "403", "ok", "ok", "ok")),
    private("admin/password_change/", "ok ok ok ok ok", "ok ok ok ok ok"),
]
