"""Bringing the file's objects into the database: idempotent, careful with edits made since, all or nothing."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from safety.models import VersionedModel

from .errors import ConceptFileError
from .remove import remove_missing
from .schema import AGGREGATE_ROOT, LOADABLE, MANY_TO_MANY, file_fields, hash_of, permanent_uuid, values_of
from .source import Entry, read_entries


@dataclass
class LoadResult:
    """How many objects were created, changed, left alone and removed, and what was kept against the file."""

    counts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)


@dataclass
class _Load:
    """One run over the file; collects every problem before it gives up."""

    reason: str
    replace: bool
    result: LoadResult = field(default_factory=LoadResult)
    problems: list[str] = field(default_factory=list)
    seen: dict[str, set[Any]] = field(default_factory=dict)
    touched_roots: set[VersionedModel] = field(default_factory=set)


def load_concept(*, path: Path, replace: bool = False) -> LoadResult:
    """Load the concept in `path`.

    What staff edited since the last load is not overwritten, unless `replace`; and even then no row with answers is
    deleted. Raises ConceptFileError, with nothing changed, naming each object, field and reason.
    """
    entries = read_entries(path)
    load = _Load(reason=_("Geladen aus %s") % path.name, replace=replace)
    with transaction.atomic():
        for entry in entries:
            _load_entry(load, entry)
        if not load.problems:
            for entry in entries:
                _link(load, entry)
            notes = remove_missing(load.seen, replace=replace, counts=load.result.counts)
            (load.result.notes if replace else load.problems).extend(notes)
        if load.problems:
            raise ConceptFileError(load.problems)
        for root in load.touched_roots:
            _count_version(root, load.reason)
    return load.result


def _load_entry(load: _Load, entry: Entry) -> None:
    """Create, update or leave alone one object; a problem with it is noted and the next one is tried."""
    try:
        wanted = _build(entry)
        existing = _find(wanted)
        if existing is None:
            if type(wanted).history.filter(uuid=permanent_uuid(wanted)).exists() and not load.replace:  # type: ignore[attr-defined]
                load.problems.append(
                    entry.problem(_("wurde inzwischen gelöscht. Mit --replace wird es wieder angelegt."))
                )
                return
            _create(load, wanted)
        else:
            _update(load, entry, existing, values_of(wanted))
            wanted = existing
    except ValidationError as error:
        load.problems.extend(_explain(entry, error))
        return
    pk = wanted.pk
    if pk in load.seen.setdefault(entry.model, set()):
        load.problems.append(entry.problem(_("kommt in der Datei zweimal vor.")))
    load.seen[entry.model].add(pk)


def _build(entry: Entry) -> models.Model:
    """An unsaved object with the entry's values; raises ValidationError for unknown fields and missing references."""
    model = LOADABLE.get(entry.model)
    if model is None:
        raise ValidationError(_("Objekte dieser Art gehören nicht in eine Konzeptdatei."))
    columns = {column.name: column for column in file_fields(model)}
    instance = model()
    for name, value in entry.fields.items():
        if name in MANY_TO_MANY.get(entry.model, ()):
            continue
        if name not in columns:
            raise ValidationError({name: _("Dieses Feld gibt es nicht.")})
        setattr(instance, name, _value(columns[name], value))
    return instance


def _value(column: "models.Field[Any, Any]", value: Any) -> Any:
    try:
        if column.is_relation:
            return None if value is None else _resolve(column.related_model, value)  # type: ignore[arg-type]
        return column.to_python(value)
    except ValidationError as error:
        raise ValidationError({column.name: error.messages}) from error


def _resolve(model: type[models.Model], key: Any) -> models.Model:
    try:
        found: models.Model = model._default_manager.get_by_natural_key(*key)  # type: ignore[attr-defined]
    except (ObjectDoesNotExist, TypeError) as error:
        raise ValidationError(
            _("„%s“ gibt es nicht, oder es steht weiter unten in der Datei.") % (key,)
        ) from error
    return found


def _find(wanted: models.Model) -> models.Model | None:
    try:
        return _resolve(type(wanted), wanted.natural_key())  # type: ignore[attr-defined]
    except ObjectDoesNotExist as error:  # a required reference is missing: the object cannot be told apart
        raise ValidationError(_("Eine Angabe fehlt, auf die sich das Objekt bezieht.")) from error
    except ValidationError:
        return None


def _create(load: _Load, wanted: models.Model) -> None:
    wanted.uuid = permanent_uuid(wanted)  # type: ignore[attr-defined]
    _save(load, wanted, values_of(wanted))
    load.result.counts["created"] += 1


def _update(load: _Load, entry: Entry, existing: models.Model, wanted: dict[str, Any]) -> None:
    now = values_of(existing)
    edited = hash_of(now) != existing.loaded_hash  # type: ignore[attr-defined]
    differences = [name for name in wanted if hash_of({name: wanted[name]}) != hash_of({name: now[name]})]
    if edited and differences and not load.replace:
        for name in differences:
            load.problems.append(
                entry.problem(
                    _("wurde inzwischen bearbeitet. Auf der Website: „%(now)s“, in der Datei: „%(wanted)s“.")
                    % {"now": now[name], "wanted": wanted[name]},
                    name,
                )
            )
    elif differences or edited:
        columns = {column.name: column for column in file_fields(type(existing))}
        for name in differences:
            setattr(existing, name, _value(columns[name], wanted[name]))
        if isinstance(existing, VersionedModel):
            existing.claim_version(existing.version)
        _save(load, existing, wanted)
        load.result.counts["updated"] += 1
    else:
        load.result.counts["unchanged"] += 1


def _save(load: _Load, instance: models.Model, values: dict[str, Any]) -> None:
    instance.loaded_hash = hash_of(values)  # type: ignore[attr-defined]
    instance.full_clean()
    instance._change_reason = load.reason  # type: ignore[attr-defined]
    instance.save()
    root = AGGREGATE_ROOT.get(instance._meta.label_lower)
    if root is not None:
        load.touched_roots.add(getattr(instance, root))


def _link(load: _Load, entry: Entry) -> None:
    """Fill the many-to-many fields: add what the file names, leave what editors linked besides."""
    for name in MANY_TO_MANY.get(entry.model, ()):
        keys = entry.fields.get(name) or []
        try:
            instance = _resolve(LOADABLE[entry.model], _build(entry).natural_key())  # type: ignore[attr-defined]
            getattr(instance, name).add(*(_resolve(LOADABLE[entry.model], key) for key in keys))
        except ValidationError as error:
            load.problems.append(entry.problem(" ".join(error.messages), name))


def _count_version(root: VersionedModel, reason: str) -> None:
    """A change of a part counts in the version of its aggregate (DESIGN.md 4.1)."""
    root.refresh_from_db()
    root.claim_version(root.version)
    root._change_reason = reason  # type: ignore[attr-defined]
    root.save()


def _explain(entry: Entry, error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return [entry.problem(" ".join(error.messages))]
    return [
        entry.problem(" ".join(messages), "" if name == "__all__" else name)
        for name, messages in error.message_dict.items()
    ]
