from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FieldsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "fields"
    verbose_name = _("Konzept")
