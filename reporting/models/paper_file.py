"""The files of final papers, kept like what is frozen."""

from typing import Self

from django.db import models
from django.db.models import Case, When
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _


class PaperFileKind(models.TextChoices):
    """The endings of the files; the labels say what a person gets."""

    PDF = "pdf", _("Vorlage als PDF")
    DOCX = "docx", _("Vorlage als Word-Datei")
    XLSX = "xlsx", _("Tabellen zum Bericht als XLSX-Datei")


class PaperFileSet(models.QuerySet["PaperFile"]):
    def sizes(self) -> Self:
        """Everything but the content, which may be large; with its size as `bytes`, the paper before the tables."""
        place = Case(*(When(kind=kind, then=number) for number, kind in enumerate(PaperFileKind)), default=0)
        return self.defer("content").annotate(bytes=Length("content")).order_by("-edition", place)


class PaperFile(models.Model):
    """A file of a final paper, kept as it was made, with its hash. Without foreign keys, like what is frozen."""

    paper_uuid = models.UUIDField(editable=False)
    edition = models.PositiveSmallIntegerField(_("Fassung"))
    kind = models.CharField(max_length=10)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    objects = PaperFileSet.as_manager()

    class Meta:
        verbose_name = _("Datei einer Vorlage")
        verbose_name_plural = _("Dateien der Vorlagen")
        constraints = [
            models.UniqueConstraint(fields=["paper_uuid", "edition", "kind"], name="paper_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.paper_uuid}.{self.edition}.{self.kind}"

    @property
    def label(self) -> str:
        return str(PaperFileKind(self.kind).label)
