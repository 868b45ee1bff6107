"""Word documents for tests: python-docx makes the package, the tests write the XML that they are about."""

import io
import zipfile
from xml.sax.saxutils import escape

import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def p(*runs: str, props: str = "") -> str:
    """A paragraph of runs; what does not begin like a tag is text."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{inner}</w:p>"


def r(text: str, props: str = "") -> str:
    """A run of text."""
    return f'<w:r>{f"<w:rPr>{props}</w:rPr>" if props else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def li(text: str, number: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(text, props=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def field(instruction: str, result: str) -> str:
    """A field with its result."""
    turn = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    told = f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
    return turn.format("begin") + told + turn.format("separate") + r(result) + turn.format("end")


def tc(*paragraphs: str, props: str = "") -> str:
    """A cell; what does not begin like a tag is a paragraph's text."""
    inner = "".join(each if each.startswith("<") else p(each) for each in paragraphs or ("",))
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{inner}</w:tc>"


def tbl(*rows: tuple[str, ...]) -> str:
    """A table of rows of cells; what does not begin like a tag is a cell's text."""
    lines = ("".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def levels(*given: tuple[str, str], more: str = "") -> str:
    """The levels of a list: the kind of number and the words around it."""
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(given)
    )


def numbering(patterns: dict[int, str], lists: dict[int, tuple[int, str]]) -> str:
    """The part ``numbering.xml``: levels by pattern; by list, its pattern and changes."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{inner}</w:abstractNum>' for key, inner in patterns.items()
    )
    nums = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{pattern}"/>{changes}</w:num>'
        for key, (pattern, changes) in lists.items()
    )
    return f"<w:numbering {NAMESPACES}>{abstract}{nums}</w:numbering>"


def document(body: str, *, section: str = "", title: str = "", **parts: str) -> bytes:
    """A document with the given body; ``parts`` such as ``footnotes`` and ``header1`` are written as they are."""
    template = docx.Document()
    template.core_properties.title = title
    file = io.BytesIO()
    template.save(file)
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["word/document.xml"] = (
        f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>".encode()
    )
    relations = members["word/_rels/document.xml.rels"].decode()
    for name, part in parts.items():
        members[f"word/{name}.xml"] = (part if " xmlns:" in part else f"<w:hdr {NAMESPACES}>{part}</w:hdr>").encode()
        kind = name.rstrip("0123456789")
        new = f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{name}.xml"/>'
        if f'/{kind}"' not in relations:
            relations = relations.replace("</Relationships>", new + "</Relationships>")
    members["word/_rels/document.xml.rels"] = relations.encode()
    return zipped(members)


def zipped(members: dict[str, bytes]) -> bytes:
    """A package of the given members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    return file.getvalue()


def notes(kind: str, **given: str) -> str:
    """The part with footnotes or endnotes, by identifier such as ``n1``."""
    inner = "".join(f'<w:{kind} w:id="{key[1:]}">{p(words)}</w:{kind}>' for key, words in given.items())
    return f'<w:{kind}s {NAMESPACES}><w:{kind} w:type="separator" w:id="-1">{p("———")}</w:{kind}>{inner}</w:{kind}s>'
