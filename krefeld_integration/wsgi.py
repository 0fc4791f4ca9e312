"""WSGI entry point; gunicorn imports `application`. Refuses to serve without the secret key."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "krefeld_integration.settings")

application = get_wsgi_application()
settings.SECRET_KEY  # noqa: B018 -- raises ImproperlyConfigured where it is empty
