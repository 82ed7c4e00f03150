"""Bytes of a page to text, in the order browsers go: byte order mark, UTF-8 if it fits, what is declared, what the bytes look like."""

from __future__ import annotations

import codecs
import re

from onrecord.clean.model import PageError
from onrecord.reasons import Reason

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
META = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
ODD = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
SHOWN = 1 << 16  # characters that are enough to tell text from noise
HEAD_BYTES = 8192
BROWSER_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
                 "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "shift_jis": "cp932", "x-sjis": "cp932"}  # fmt: skip
NOT_FOR_PAGES = (
    "utf-7",
    "idna",
    "punycode",
    "rot13",
    "rot_13",
    "base64",
    "hex",
    "zlib",
    "bz2",
    "uu",
    "quopri",
    "unicode_escape",
    "raw_unicode_escape",
)
FEW_ERRORS = 0.02  # broken characters among those beyond ASCII, up to which bytes are damaged UTF-8 and no other charset
MANY_ERRORS = 0.05  # broken and control characters in the text, from which it is no text


def decode(content: bytes, declared: str | None = None) -> str:
    """Text of a page from its bytes; characters that are broken become U+FFFD.

    Args:
        content: the bytes.
        declared: charset that came with them (HTTP header), if any.

    Raises:
        PageError: if the bytes are text in no charset (`undecodable`).

    >>> decode("Škoda".encode("cp1250"), "windows-1250")
    'Škoda'
    """
    for mark, charset in BOMS:
        if content.startswith(mark):
            return _checked(content.decode(charset, "replace").lstrip("\ufeff"))
    try:
        return _checked(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    damaged = content.decode("utf-8", "replace")
    if damaged.count("\ufffd") <= FEW_ERRORS * sum(char > "\x7f" for char in damaged):
        return _checked(damaged)
    for named in (declared, _meta_charset(content), _detected(content)):
        found = _try(content, named)
        if found is not None:
            return _checked(found)
    return _checked(content.decode("cp1252", "replace"))


def _meta_charset(content: bytes) -> str | None:
    """Charset that the head of an HTML page names."""
    match = META.search(content[:HEAD_BYTES])
    return match.group(1).decode("ascii", "replace") if match else None


def _detected(content: bytes) -> str | None:
    """Charset that the bytes look like."""
    from resiliparse.parse.encoding import detect_encoding

    return str(detect_encoding(content[: 1 << 17]))


def _try(content: bytes, charset: str | None) -> str | None:
    """The text in a charset, if it is known and all bytes fit."""
    if not charset:
        return None
    name = charset.strip().lower()
    name = BROWSER_NAMES.get(name, name)
    try:
        if codecs.lookup(name).name.replace("-", "_") in NOT_FOR_PAGES:
            return None
        return content.decode(name)
    except (LookupError, UnicodeError, ValueError):
        # cp1252 has five holes that browsers fill; a page with one is still cp1252
        return content.decode("cp1252", "replace") if name == "cp1252" else None


def _checked(text: str) -> str:
    """The text, if its beginning is one."""
    shown = text[:SHOWN]
    odd = len(ODD.findall(shown))
    if odd > MANY_ERRORS * max(20, len(shown)):
        raise PageError(Reason.UNDECODABLE, f"{odd} of {len(shown)} characters are broken")
    return text
