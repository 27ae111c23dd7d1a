"""Packs the site into an archive that a person unpacks and starts with a double click: python zip_site.py <site> <archive>."""

import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

TOP = "reading-logits"
START = Path(__file__).parent / "siteStart"
UNIX, FILE, PROGRAM = 3, 0o100644, 0o100755

# What a person sees first, by the name in the archive.
BESIDE = {"README.txt": "README.txt", "start.bat": "start.bat", "start.sh": "start.sh", "start.command": "start.sh"}
BELOW = ["siteServer.mjs", "start.mjs", "start.py"]


def main(site: Path, archive: Path) -> None:
    with ZipFile(archive, "w") as packed:
        for name, source in BESIDE.items():
            is_program = name.endswith((".sh", ".command"))
            add(packed, name, START / source, lines(START / source, name.endswith((".bat", ".txt"))), is_program)
        for name in BELOW:
            add(packed, f"start/{name}", START / name, (START / name).read_bytes())
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            add(packed, f"site/{path.relative_to(site).as_posix()}", path, path.read_bytes())


def lines(path: Path, for_windows: bool) -> bytes:
    text = path.read_bytes().replace(b"\r\n", b"\n")
    return text.replace(b"\n", b"\r\n") if for_windows else text


def add(packed: ZipFile, name: str, source: Path, content: bytes, is_program: bool = False) -> None:
    # By a file's size and date, servers tell browsers whether it is another one.
    entry = ZipInfo.from_file(source, f"{TOP}/{name}")
    entry.create_system = UNIX
    entry.external_attr = (PROGRAM if is_program else FILE) << 16
    packed.writestr(entry, content, ZIP_DEFLATED)


main(Path(sys.argv[1]), Path(sys.argv[2]))
