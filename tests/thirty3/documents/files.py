"""Small documents of each kind."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


def package(parts: dict[str, str], *, first: tuple[str, str] | None = None) -> bytes:
    """A zip archive; `first` is stored as it is, before the others."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        if first:
            archive.writestr(zipfile.ZipInfo(first[0]), first[1], zipfile.ZIP_STORED)
        for name, text in parts.items():
            # Of a fixed day, so that the same document is the same bytes at any moment.
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def docx(text: str = "The supplier shall.", **parts: str) -> bytes:
    body = f"<w:document><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    return package({"[Content_Types].xml": "<Types/>", "word/document.xml": body, **parts})


def odt(text: str = "The supplier shall.") -> bytes:
    content = f"<office:text><text:p>{text}</text:p></office:text>"
    return package({"content.xml": content}, first=("mimetype", "application/vnd.oasis.opendocument.text"))


def xlsx(text: str = "Weight") -> bytes:
    strings = f"<sst><si><t>{text}</t></si></sst>"
    return package({"xl/workbook.xml": "<workbook/>", "xl/sharedStrings.xml": strings})
