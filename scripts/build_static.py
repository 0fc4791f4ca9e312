"""Put what the portal serves of other people's work into build/static/, from node_modules/, and fonts into build/pdf/.

The design system's own font style sheet names files that its package does not hold, which the manifest storage
refuses; so the three weights its styles use are cut here by script, each with an @font-face of its own.
"""

import logging
import marshal
import shutil
from pathlib import Path

import pyphen
from fontTools import subset, ttLib

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "build" / "static" / "vendor"
PDF = ROOT / "build" / "pdf"

KERN = PACKAGES / "@kern-ux" / "native"
COPIES = {
    KERN / "dist" / "kern.min.css": "kern/kern.min.css",
    KERN / "LICENSE.md": "kern/LICENSE.md",
    PACKAGES / "htmx.org" / "dist" / "htmx.min.js": "htmx/htmx.min.js",
    PACKAGES / "htmx.org" / "LICENSE": "htmx/LICENSE",
}
WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold"}
SCRIPTS = {
    "latin": "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, "
    "U+2000-206F, U+20AC, U+2122, U+2190-2193, U+2212, U+2215, U+2248, U+2260, U+2264-2265",
    "latin-ext": "U+0100-0130, U+0132-0151, U+0154-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, "
    "U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AB, U+20AD-20C0",
    "cyrillic": "U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116",
}
FEATURES = ["calt", "ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "tnum"]
FONT_FACE = """@font-face {{
  font-family: "Fira Sans";
  font-style: normal;
  font-weight: {weight};
  font-display: swap;
  src: url("{file}") format("woff2");
  unicode-range: {unicode_range};
}}
"""
#: Whole fonts for PDFs, which embed what they need of them; nothing here is served to browsers.
FIRA = KERN / "dist" / "fonts" / "fira-sans"
ARABIC = PACKAGES / "@fontsource" / "ibm-plex-sans-arabic"
PDF_FONTS = {
    **{f"FiraSans-{name}": FIRA / f"FiraSans-{name}.woff2" for name in ("Regular", "Italic", "SemiBold")},
    "IBMPlexSansArabic-Regular": ARABIC / "files" / "ibm-plex-sans-arabic-arabic-400-normal.woff2",
    "IBMPlexSansArabic-SemiBold": ARABIC / "files" / "ibm-plex-sans-arabic-arabic-600-normal.woff2",
}
#: Only these fonts: a PDF looks the same on every machine, also where the system has no fonts.
FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">.</dir>
</fontconfig>
"""
#: So many PDFs are made at once for people who wait: fewer than the web server has workers.
PDF_PLACES = 1


def cut_font(source: Path, target: Path, unicode_range: str) -> None:
    """Keep of a font only the characters that its unicode-range promises."""
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = FEATURES
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(unicode_range.replace("U+", "")))
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


def build_fonts(folder: Path) -> None:
    """Cut every weight by script and write the style sheet that names the pieces."""
    folder.mkdir(parents=True)
    faces = []
    for weight, name in WEIGHTS.items():
        source = KERN / "dist" / "fonts" / "fira-sans" / f"FiraSans-{name}.woff2"
        for script, unicode_range in SCRIPTS.items():
            file = f"fira-sans-{weight}-{script}.woff2"
            cut_font(source, folder / file, unicode_range)
            faces.append(FONT_FACE.format(weight=weight, file=file, unicode_range=unicode_range))
    (folder / "fonts.css").write_text("".join(faces), encoding="utf-8")


def build_pdf_fonts(folder: Path) -> None:
    """Unpack the fonts: the libraries that set the text read no compressed ones."""
    folder.mkdir(parents=True)
    for name, source in PDF_FONTS.items():
        font = ttLib.TTFont(source, recalcTimestamp=False)
        font.flavor = None
        font.save(folder / f"{name}.ttf")
    shutil.copyfile(ARABIC / "LICENSE", folder / "IBMPlexSansArabic-LICENSE")
    (folder / "fonts.conf").write_text(FONTS_CONF, encoding="utf-8")


def build_hyphens(file: Path) -> None:
    """Read the German patterns once: reading them takes as long as setting several pages."""
    patterns = pyphen.HyphDict(pyphen.LANGUAGES["de_DE"])
    file.write_bytes(marshal.dumps((patterns.maxlen, patterns.patterns)))


def build_pdf_places(folder: Path) -> None:
    folder.mkdir(parents=True)
    for number in range(1, PDF_PLACES + 1):
        (folder / str(number)).touch()


def build_pdf(folder: Path) -> None:
    """Beside the present one first, for somebody may be making a PDF just now."""
    coming, former = folder.with_suffix(".coming"), folder.with_suffix(".former")
    for left_over in (coming, former):
        shutil.rmtree(left_over, ignore_errors=True)
    build_pdf_fonts(coming / "fonts")
    build_hyphens(coming / "hyphens")
    build_pdf_places(coming / "places")
    if folder.exists():
        folder.rename(former)
    coming.rename(folder)
    shutil.rmtree(former, ignore_errors=True)


def main() -> None:
    # The fonts' style bits are newer than their table's version, which fontTools remarks on for each of them.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, name in COPIES.items():
        target = VENDOR / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    build_fonts(VENDOR / "fonts")
    build_pdf(PDF)


if __name__ == "__main__":
    main()
