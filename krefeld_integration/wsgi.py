"""WSGI entry point; gunicorn imports `application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "krefeld_integration.settings")

application = get_wsgi_application()
