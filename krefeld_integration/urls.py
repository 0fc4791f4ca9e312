"""All addresses: each app brings its own, under the German paths of DESIGN.md 6."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", include("website.urls")),
    path("", include("fields.urls")),
    path("", include("partners.urls")),
    path("", include("measures.urls")),
    path("", include("reporting.urls")),
    path("", include("safety.urls")),
    path("konto/", include("allauth.urls")),
    # One door for all: the admin's own log-in and password pages know neither limits nor the second factor.
    path("admin/login/", login_not_required(secure_admin_login(admin.site.login))),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
]

handler500 = "safety.views.server_error"
