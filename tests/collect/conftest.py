"""Originals written by the tests themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.collect.reports import collect_reports
from sayso.nouns.issue import Issue
from sayso.nouns.report import Collected
from sayso.settings import Settings

Collect = Callable[..., list[Collected | Issue]]
MakePdf = Callable[..., bytes]


@pytest.fixture
def collect() -> Collect:
    """All that is collected from the given paths."""

    def run(*inputs: Path, **options: int) -> list[Collected | Issue]:
        return list(collect_reports(inputs, Settings(**options)))  # type: ignore[arg-type]

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    """Writes a file of this name below the test's folder."""

    def run(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return run


@pytest.fixture
def make_pdf() -> MakePdf:
    """A PDF with these lines on its pages; locked: its password is not the empty one."""

    def run(*pages: list[str], title: str | None = None, locked: bool = False) -> bytes:
        objects = [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
        tree = 2 + 2 * len(pages)
        for lines in pages:
            shown = "BT /F1 12 Tf 14 TL 72 720 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
            objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream".encode())
            contents = len(objects)
            objects.append(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 612 792] /Contents {contents} 0 R "
                "/Resources << /Font << /F1 1 0 R >> >> >>".encode()
            )
        kids = " ".join(f"{3 + 2 * page} 0 R" for page in range(len(pages)))
        objects.append(f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode())
        objects.append(f"<< /Type /Catalog /Pages {tree} 0 R >>".encode())
        trailer = f"/Size {len(objects) + 1} /Root {tree + 1} 0 R"
        if title:
            objects.append(f"<< /Title ({title}) >>".encode())
            trailer += f" /Info {len(objects)} 0 R"
        if locked:
            key = "00" * 32
            objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>".encode())
            trailer += f" /Encrypt {len(objects)} 0 R /ID [<{key[:32]}> <{key[:32]}>]"
        out, places = b"%PDF-1.4\n", []
        for number, body in enumerate(objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
        return out + f"trailer << {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()

    return run
