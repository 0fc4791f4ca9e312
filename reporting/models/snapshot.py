"""What was reported, as it was reported: frozen when a query is closed (DESIGN.md 4.2)."""

import uuid
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class SnapshotSet(models.QuerySet["Snapshot"]):
    def latest_of(self, query_uuid: uuid.UUID) -> "Snapshot":
        """What counts: the head of the last closing."""
        return self.filter(query_uuid=query_uuid).latest("round")


class Snapshot(models.Model):
    """Frozen head of a query. No foreign keys, so that renaming and erasing later touch no old report."""

    query_uuid = models.UUIDField(editable=False)
    #: Counts the closings: a query that was opened again is frozen once more; the latest round counts.
    round = models.PositiveSmallIntegerField(_("Fassung"), default=1)
    schema_version = models.PositiveSmallIntegerField()
    frozen_at = models.DateTimeField()
    public = models.JSONField()
    internal = models.JSONField()
    sha256 = models.CharField(max_length=64)

    objects = SnapshotSet.as_manager()

    class Meta:
        verbose_name = _("Festgehaltener Bericht")
        verbose_name_plural = _("Festgehaltene Berichte")
        constraints = [
            models.UniqueConstraint(fields=["query_uuid", "round"], name="snapshot_round_once"),
        ]

    def __str__(self) -> str:
        return f"{self.query_uuid} {self.frozen_at:%d.%m.%Y}"


class SnapshotEntrySet(models.QuerySet["SnapshotEntry"]):
    def latest_of(self, query_uuid: uuid.UUID) -> Self:
        """What counts: the measures of the last closing, in one statement."""
        rounds = Snapshot.objects.filter(query_uuid=query_uuid).order_by("-round").values("round")
        return self.filter(query_uuid=query_uuid, round=models.Subquery(rounds[:1]))


class SnapshotEntry(models.Model):
    """One measure of a frozen query, with everything the report needs; public and internal parts apart."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    query_uuid = models.UUIDField(editable=False)
    round = models.PositiveSmallIntegerField(_("Fassung"), default=1)
    measure_uuid = models.UUIDField(editable=False)
    position = models.PositiveIntegerField()
    public = models.JSONField()
    internal = models.JSONField()

    objects = SnapshotEntrySet.as_manager()

    class Meta:
        verbose_name = _("Festgehaltene Maßnahme")
        verbose_name_plural = _("Festgehaltene Maßnahmen")
        ordering = ["query_uuid", "round", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["query_uuid", "round", "measure_uuid"], name="snapshot_measure_once_per_round"
            ),
            models.UniqueConstraint(
                fields=["query_uuid", "round", "position"], name="snapshot_position_once_per_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.query_uuid} {self.position}"


class FileKind(models.TextChoices):
    CSV = "csv", "CSV"
    XLSX = "xlsx", "XLSX"
    PDF = "pdf", "PDF"


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
