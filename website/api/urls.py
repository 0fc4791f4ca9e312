from django.urls import URLPattern, path

from .documentation import documentation
from .gate import open_to_read
from .interface import api
from .problems import nothing_there

#: ninja's own view of the root only raises 404; the entrance stands there.
UNUSED = "api-root"


def _guarded() -> list[URLPattern]:
    patterns = [each for each in api.urls[0] if isinstance(each, URLPattern) and each.name != UNUSED]
    for pattern in patterns:
        pattern.callback = open_to_read(pattern.callback)
        pattern.name = "api_openapi" if pattern.name == "openapi-json" else pattern.name
    return patterns


urlpatterns = [
    path("dokumentation/", documentation, name="api_documentation"),
    *_guarded(),
    path("<path:rest>", open_to_read(nothing_there), name="api_nothing"),
]
