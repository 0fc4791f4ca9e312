"""Honest first texts of the legal pages; „[[…]]“ marks what only the city can fill in."""

from pathlib import Path

from django.db import migrations

TEXTS = Path(__file__).resolve().parent.parent / "legal_texts"


def add_missing_pages(apps, schema_editor):
    LegalPage = apps.get_model("website", "LegalPage")
    for path in sorted(TEXTS.glob("*.md")):
        LegalPage.objects.get_or_create(kind=path.stem, defaults={"body": path.read_text(encoding="utf-8")})


def remove_untouched_pages(apps, schema_editor):
    """Only the texts as they came; what the city has written stays."""
    LegalPage = apps.get_model("website", "LegalPage")
    for path in TEXTS.glob("*.md"):
        LegalPage.objects.filter(kind=path.stem, body=path.read_text(encoding="utf-8")).delete()


class Migration(migrations.Migration):
    dependencies = [("website", "0002_role_groups")]
    operations = [migrations.RunPython(add_missing_pages, remove_untouched_pages)]
