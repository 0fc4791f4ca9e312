"""What was reported, as it was reported: frozen when a query is closed (DESIGN.md 4.2)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Snapshot(models.Model):
    """Frozen head of a query. No foreign keys, so that renaming and erasing later touch no old report."""

    query_uuid = models.UUIDField(unique=True, editable=False)
    schema_version = models.PositiveSmallIntegerField()
    frozen_at = models.DateTimeField()
    public = models.JSONField()
    internal = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("Festgehaltener Bericht")
        verbose_name_plural = _("Festgehaltene Berichte")

    def __str__(self) -> str:
        return f"{self.query_uuid} {self.frozen_at:%d.%m.%Y}"


class SnapshotEntry(models.Model):
    """One measure of a frozen query, with everything the report needs; public and internal parts apart."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    query_uuid = models.UUIDField(editable=False)
    measure_uuid = models.UUIDField(editable=False)
    position = models.PositiveIntegerField()
    public = models.JSONField()
    internal = models.JSONField()

    class Meta:
        verbose_name = _("Festgehaltene Maßnahme")
        verbose_name_plural = _("Festgehaltene Maßnahmen")
        ordering = ["query_uuid", "position"]
        constraints = [
            models.UniqueConstraint(fields=["query_uuid", "measure_uuid"], name="snapshot_measure_once"),
            models.UniqueConstraint(fields=["query_uuid", "position"], name="snapshot_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.query_uuid} {self.position}"


class FileKind(models.TextChoices):
    CSV = "csv", "CSV"
    XLSX = "xlsx", "XLSX"


class ReportFile(models.Model):
    """A file made from a frozen query, kept with its hash."""

    query_uuid = models.UUIDField(editable=False)
    kind = models.CharField(max_length=10, choices=FileKind)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Datei eines Berichts")
        verbose_name_plural = _("Dateien der Berichte")
        constraints = [models.UniqueConstraint(fields=["query_uuid", "kind"], name="report_file_once")]

    def __str__(self) -> str:
        return f"{self.query_uuid}.{self.kind}"
