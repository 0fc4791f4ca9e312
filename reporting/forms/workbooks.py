"""Handing in a filled-in workbook."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from reporting.services.workbooks import LARGEST_FILE
from reporting.services.workbooks.checking import too_large


class UploadForm(forms.Form):
    """The first bytes of the file decide what it is; its name and the browser's word for its type count for nothing."""

    file = forms.FileField(
        label=_("Ausgefüllte Tabelle"),
        help_text=_("Eine Excel-Datei (.xlsx) ohne Kennwort, höchstens 2 Megabyte."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        allow_empty_file=True,
        error_messages={"required": _("Bitte wählen Sie die ausgefüllte Tabelle aus.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(too_large())
        return file
