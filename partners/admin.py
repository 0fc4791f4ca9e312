"""Organisations with their contacts, and the accounts of the people who log in."""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safety.admin import AggregateInline, OnceAdmin, Timeline, VersionedAdmin

from .models import Contact, Membership, Organisation, User

SUPERUSER_ONLY = ["is_superuser"]


class ContactInline(AggregateInline):
    model = Contact
    fields = [("name", "function"), ("email", "role"), ("is_active", "is_public")]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        help_texts = {
            "function": _("Zum Beispiel „Leitung Fachbereich Jugend“. Bitte keine privaten Angaben."),
            "email": _(
                "Dienstliche Adresse. Hierhin gehen die Einladung zur Statusabfrage und Erinnerungen."
            ),
            "role": _("Gefragt wird zuerst die Ansprechperson, dann die Vertretung, dann die Leitung."),
            "is_active": _("Ohne Haken wird diese Person nicht mehr gefragt."),
        }
        return super().get_formset(request, obj, help_texts=help_texts, **kwargs)


@admin.register(Organisation)
class OrganisationAdmin(VersionedAdmin):
    inlines = [ContactInline]
    fieldsets = [(_("Organisation"), {"fields": ["name", "short_name", "slug", "kind", "website"]})]
    list_display = ["name", "short_name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name", "short_name", "contacts__name", "contacts__email"]
    search_help_text = _("Sucht im Namen der Organisation und bei ihren Ansprechpersonen.")
    prepopulated_fields = {"slug": ["name"]}

    def obstacle_to_deletion(self, obj: Organisation) -> str:
        if not (obj.reports.exists() or obj.query_requests.exists() or obj.responsibilities.exists()):
            return ""
        return gettext(
            "„%(organisation)s“ kann nicht gelöscht werden, weil sie bei einer Maßnahme eingetragen ist oder "
            "weil es zu ihr Meldungen oder Anfragen gibt."
        ) % {"organisation": obj}

    def timelines(self, obj: Organisation) -> list[Timeline]:
        contacts = Timeline.of(Contact, hidden=["organisation", "user"], organisation_id=obj.pk)
        return [*super().timelines(obj), contacts]


class UserAddForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "first_name", "last_name"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class UserEditForm(UserChangeForm):
    class Meta:
        model = User
        fields = ["email", "first_name", "last_name", "is_active", "is_staff", "is_superuser"]
        field_classes: dict[str, type[forms.Field]] = {}

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class MembershipInline(admin.StackedInline):
    model = Membership
    extra = 0
    autocomplete_fields = ["organisation"]
    fields = ["organisation", "role"]


@admin.register(User)
class UserAdmin(OnceAdmin, DjangoUserAdmin):
    form = UserEditForm
    add_form = UserAddForm
    list_display = ["email", "first_name", "last_name", "is_staff", "is_active", "last_login"]
    list_filter = ["is_staff", "is_active", "groups"]
    search_fields = ["email", "first_name", "last_name", "memberships__organisation__name"]
    ordering = ["email"]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = ()
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name"]}),
        (
            _("Zugang"),
            {
                "fields": ["is_active", "is_staff", "groups", *SUPERUSER_ONLY],
                "description": _(
                    "Beschäftigte der Stadt brauchen „Zugang zur Redaktion“ und eine Gruppe. Partnerinnen und "
                    "Partner brauchen beides nicht, sondern unten die Mitgliedschaft in ihrer Organisation."
                ),
            },
        ),
        (_("Zeiten"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "first_name", "last_name", "usable_password", "password1", "password2"]})
    ]

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[type[InlineModelAdmin]]:
        """First the account, then its memberships."""
        return [MembershipInline] if obj else []

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Accounts above the own role are out of reach, or a changed password would be a way up."""
        accounts = super().get_queryset(request)
        return accounts if request.user.is_superuser else accounts.filter(is_superuser=False)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """allauth keeps addresses of its own, by which the former holder of a mailbox could still get in."""
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            EmailAddress.objects.filter(user=obj).exclude(email=obj.email).delete()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fields = list(super().get_readonly_fields(request, obj))
        return fields if request.user.is_superuser else [*fields, *SUPERUSER_ONLY]


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(OnceAdmin, DjangoGroupAdmin):
    """With a plain list of the rights: Django's chooser of two lists speaks English."""

    filter_horizontal = ()
