"""Packages in a zip (压缩包): only what belongs to a package is taken out, under our own names."""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tongban_spec.errors import EvidenceError, Where
from tongban_spec.evidence.files import CHUNK, RATIO_MAX, SMALL, broken, too_dense
from tongban_spec.language import Text

ENTRIES_MAX = 10_000


def is_zip(start: bytes) -> bool:
    """Return whether a file that starts so is a zip (是否 zip)."""
    return start[:4] in (b"PK\x03\x04", b"PK\x05\x06")


class Unzipped(NamedTuple):
    """What was taken out of a zip (取出所得), and the names of the files that were not."""

    folder: Path
    others: tuple[str, ...]


def unzipped(path: Path, wanted: frozenset[str], folder: Path) -> Unzipped:
    """Return a new folder with the files of a package, and what was left (取出证据包).

    Parameters
    ----------
    path : Path
    wanted : frozenset of str
        File names to be taken, in the root of the zip or in its only folder.
    folder : Path
        Scratch folder; the new folder is made in it.

    Raises
    ------
    EvidenceError
        If the zip is broken, has a password, an entry leads elsewhere or twice to one place, or
        it unpacks beyond all measure.
    """
    target = folder / "unzipped"
    number = 0
    while target.exists():
        number += 1
        target = folder / f"unzipped-{number}"
    target.mkdir()
    try:
        with zipfile.ZipFile(path) as archive:
            chosen = _chosen(path, archive, wanted)
            for name, entry in chosen.items():
                _take(path, archive, entry, target / name)
            taken = {entry.filename for entry in chosen.values()}
            others = [e.filename for e in archive.infolist() if not e.is_dir()]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as trouble:
        raise broken(path, "zip", trouble) from trouble
    except RuntimeError as trouble:  # zipfile's word for a password
        raise _refused(path, "*", Text("压缩包有密码", "the zip has a password")) from trouble
    return Unzipped(target, tuple(name for name in others if name not in taken))


def _chosen(
    path: Path, archive: zipfile.ZipFile, wanted: frozenset[str]
) -> dict[str, zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > ENTRIES_MAX:
        raise _refused(
            path, str(len(entries)), Text("文件太多", "there are too many files in the zip")
        )
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        _check_name(path, entry)
        name = PurePosixPath(entry.filename)
        if entry.is_dir() or name.name not in wanted or len(name.parts) > 2:
            continue
        if name.name in found:
            raise _refused(
                path,
                f"{found[name.name].filename}, {entry.filename}",
                Text("{t} 有两个", "there are two of {t}").fill(t=name.name),
            )
        found[name.name] = entry
    return found


def _check_name(path: Path, entry: zipfile.ZipInfo) -> None:
    # What is written: zipfile cuts a name at a NUL.
    written = entry.orig_filename
    name = PurePosixPath(written)
    strange = "\0" in written or "\\" in written or ":" in name.parts[0] if name.parts else True
    if strange or name.is_absolute() or ".." in name.parts:
        raise _refused(path, written, Text("文件名指到别处", "the name of a file leads elsewhere"))
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise _refused(path, written, Text("压缩包里有链接", "there is a link in the zip"))


def _take(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    most = max(SMALL, entry.compress_size * RATIO_MAX)
    taken = 0
    with archive.open(entry) as packed, target.open("xb") as plain:
        while data := packed.read(CHUNK):
            taken += len(data)
            if taken > most:
                raise too_dense(path)
            plain.write(data)


def _refused(path: Path, entry: str, what: Text) -> EvidenceError:
    return EvidenceError(
        Text("{w}：{e}", "{w}: {e}").fill(w=what, e=repr(entry)[:200]),
        Text(
            "压缩包里应当只有 events 和背景表，放在最外层或唯一的文件夹里",
            "a zip holds events and the context tables, at its root or in its only folder",
        ),
        Where(str(path)),
    )
