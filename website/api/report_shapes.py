"""What the interface says of a published report: the parts that its page shows, under German names."""

import datetime as dt
from uuid import UUID

from ninja import Field, Schema
from pydantic import ConfigDict

KEPT = "Im Wortlaut vom Tag, an dem die Abfrage geschlossen wurde."


class Report(Schema):
    """Ein veröffentlichter Bericht über eine Statusabfrage."""

    model_config = ConfigDict(title="Berichte")

    id: UUID = Field(description="Dauerhafte Kennung der Abfrage.")
    titel: str = Field(description="Titel der Abfrage.", examples=["Statusabfrage 2026"])
    adresse: str = Field(
        description="Seite des Berichts im Portal.", examples=["https://portal.example/berichte/2026/"]
    )
    art: str = Field(description="Art der Abfrage.", examples=["jährliche Abfrage"])
    jahr: int = Field(description="Jahr der Abfrage.", examples=[2026])
    stichtag: dt.date = Field(description="Der Tag, dessen Stand gemeldet wurde.", examples=["2026-09-30"])
    veroeffentlicht_am: dt.datetime | None = Field(description="Wann der Bericht veröffentlicht wurde.")


class StatusNumber(Schema):
    """Wie viele Maßnahmen einen Umsetzungsstand haben."""

    model_config = ConfigDict(title="BerichteAnzahl")

    umsetzungsstand_code: str = Field(
        description="Code des Umsetzungsstands; leer für „noch nicht abgefragt“.", examples=["in_progress"]
    )
    umsetzungsstand: str = Field(description="Der Umsetzungsstand in Worten.", examples=["in Umsetzung"])
    anzahl: int = Field(description="Zahl der Maßnahmen.", examples=[12])


class Figures(Schema):
    """Die Zahlen des Berichts über alle Maßnahmen."""

    model_config = ConfigDict(title="BerichteZahlen")

    massnahmen: int = Field(description="Zahl der Maßnahmen im Bericht.", examples=[40])
    verzoegert: int = Field(description="Zahl der verzögerten Maßnahmen.", examples=[3])
    angefragt: int = Field(description="Zahl der erbetenen Antworten.", examples=[60])
    freigegeben: int = Field(description="Zahl der freigegebenen Antworten.", examples=[55])
    staende: list[StatusNumber] = Field(description="Zahl der Maßnahmen je Umsetzungsstand.")


class OwnAnswer(Schema):
    """Eine öffentliche Antwort auf eine zusätzliche Frage der Abfrage."""

    model_config = ConfigDict(title="BerichteAntworten")

    frage: str = Field(description=f"Die Frage. {KEPT}", examples=["Wie viele Kurse gab es?"])
    antwort: str | None = Field(
        description="Die Antwort in Worten; leer (null), wenn keine kam.", examples=["12"]
    )


class OrganisationAnswers(Schema):
    """Was eine Organisation über sich selbst geantwortet hat."""

    model_config = ConfigDict(title="BerichteOrganisationen")

    organisation_id: UUID = Field(description="Dauerhafte Kennung der Organisation.")
    organisation: str = Field(description="Name der Organisation.", examples=["Caritasverband"])
    in_vertretung: bool = Field(description="Ob das Kommunale Integrationszentrum sie eingetragen hat.")
    antworten: list[OwnAnswer] = Field(description="Die öffentlichen Antworten.")


class WholeReport(Report):
    """Ein Bericht mit seinen Zahlen und den Antworten der Organisationen über sich selbst."""

    model_config = ConfigDict(title="BerichteAusfuehrlich")

    konzept: str = Field(description="Titel des Konzepts.", examples=["Integrationskonzept"])
    zahlen: Figures = Field(description="Die Zahlen des Berichts.")
    organisationen: list[OrganisationAnswers] = Field(
        description="Antworten auf Fragen, die nicht zu einer Maßnahme gehören."
    )


class Status(Schema):
    """Wie weit eine Maßnahme war."""

    model_config = ConfigDict(title="BerichteStaende")

    stand_vom: dt.date = Field(description="Tag, für den die Angabe gilt.", examples=["2026-09-30"])
    umsetzungsstand_code: str | None = Field(
        description="Code des Umsetzungsstands.", examples=["in_progress"]
    )
    umsetzungsstand: str | None = Field(
        description="Der Umsetzungsstand in Worten.", examples=["in Umsetzung"]
    )
    verlauf_code: str | None = Field(description="Code des Verlaufs.", examples=["delayed"])
    verlauf: str | None = Field(description="Der Verlauf in Worten.", examples=["verzögert"])
    grund_der_verzoegerung_code: str | None = Field(description="Code des Grundes.", examples=["staff"])
    grund_der_verzoegerung: str | None = Field(description="Der Grund in Worten.", examples=["Personal"])
    gegenmassnahme: str | None = Field(description="Was dagegen getan wird.")
    neuer_termin: dt.date | None = Field(description="Neuer Termin.", examples=["2027-03-31"])


class IndicatorAnswer(Schema):
    """Was zu einem Teilziel oder Indikator gemeldet wurde."""

    model_config = ConfigDict(title="BerichteIndikatoren")

    id: UUID = Field(description="Dauerhafte Kennung des Indikators.")
    indikator: str = Field(description=f"Teilziel oder Indikator. {KEPT}")
    ziel: str | None = Field(description="Der Zielwert in Worten.", examples=["mindestens 10 Kurse"])
    zielerreichung_code: str | None = Field(description="Code der Zielerreichung.", examples=["reached"])
    zielerreichung: str | None = Field(
        description="Die Zielerreichung in Worten; leer (null): keine Angabe.", examples=["erreicht"]
    )
    wert: float | None = Field(description="Gemessener Wert.", examples=[12.5])
    einheit: str | None = Field(description="Einheit des Werts.", examples=["Kurse"])
    erlaeuterung: str | None = Field(description="Erläuterung zum Wert.")


class Statement(Status):
    """Ein freigegebener Sachstand."""

    model_config = ConfigDict(title="BerichteSachstaende")

    sachstand: str | None = Field(description="Der Text des Sachstands, wie er veröffentlicht ist.")
    erfahrungen: str | None = Field(description="Erfahrungen.")
    naechste_schritte: str | None = Field(description="Nächste Schritte.")
    ressourcen: str | None = Field(description="Angaben zu den Ressourcen.")
    unveraendert: bool = Field(
        description="Ob bestätigt ist, dass sich seit der letzten Meldung nichts geändert hat."
    )
    in_vertretung: bool = Field(description="Ob das Kommunale Integrationszentrum ihn eingetragen hat.")
    meldung_und_freigabe_durch_dieselbe_person: bool = Field(description="Wie es auf der Seite steht.")
    freigegeben_am: dt.date | None = Field(description="Tag der Freigabe.", examples=["2026-10-12"])
    indikatoren: list[IndicatorAnswer] = Field(description="Angaben zu den Teilzielen und Indikatoren.")


class Answer(Schema):
    """Was eine Organisation zu einer Maßnahme geantwortet hat."""

    model_config = ConfigDict(title="BerichteMeldungen")

    organisation_id: UUID = Field(description="Dauerhafte Kennung der Organisation.")
    organisation: str = Field(description="Name der Organisation.", examples=["Caritasverband"])
    rolle: str | None = Field(description="Rolle bei der Maßnahme.", examples=["federführend"])
    vermerk: str | None = Field(
        description="Warum kein Sachstand dasteht, sonst leer (null).", examples=["keine Antwort"]
    )
    nach_der_frist: bool = Field(description="Ob die Antwort nach der Frist kam.")
    sachstand: Statement | None = Field(description="Der freigegebene Sachstand.")
    antworten: list[OwnAnswer] = Field(description="Öffentliche Antworten auf zusätzliche Fragen.")


class Supplement(Schema):
    """Was eine Organisation nach dem Schließen der Abfrage ergänzt hat."""

    model_config = ConfigDict(title="Nachtraege")

    organisation: str = Field(description="Name der Organisation.", examples=["Caritasverband"])
    text: str = Field(description="Der Nachtrag.")
    ergaenzt_am: dt.datetime = Field(description="Wann er dazukam.")


class ReportedMeasure(Schema):
    """Was der Bericht zu einer Maßnahme sagt."""

    model_config = ConfigDict(title="BerichteMassnahmen")

    id: UUID = Field(description="Dauerhafte Kennung der Maßnahme.")
    nummer: str = Field(description=f"Nummer der Maßnahme. {KEPT}", examples=["2.3"])
    titel: str = Field(description=f"Titel der Maßnahme. {KEPT}")
    handlungsfeld_id: UUID = Field(description="Dauerhafte Kennung des Handlungsfelds.")
    handlungsfeld: str = Field(description=f"Titel des Handlungsfelds. {KEPT}", examples=["Bildung"])
    stand: Status | None = Field(description="Der Stand am Stichtag; leer (null): noch nicht abgefragt.")
    meldungen: list[Answer] = Field(description="Die Antworten der gefragten Organisationen.")
    weitere_meldungen: list[Answer] = Field(description="Sachstände, nach denen nicht gefragt war.")
    nachtraege: list[Supplement] = Field(description="Was Organisationen später ergänzt haben.")
