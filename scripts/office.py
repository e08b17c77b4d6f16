"""Which LibreOffice opens and saves files in tests, and how it is asked to."""

import shutil
import subprocess
from pathlib import Path

from scripts.surroundings import with_the_machines_fonts

NAMES = ("soffice", "libreoffice")
SECONDS = 120  # the first start on a busy machine makes a profile
HOW_TO_GET_IT = (
    "No LibreOffice was found. Install it with: "
    "sudo apt-get install -y --no-install-recommends libreoffice-calc libreoffice-writer"
)


def find() -> str | None:
    """The path of LibreOffice; None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def saved_again(office: str, file: Path, kind: str, profile: Path) -> Path:
    """``file`` opened by LibreOffice and saved as ``kind``, in a folder beside it."""
    folder = file.parent / f"saved-as-{kind}"
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=SECONDS,
        env=with_the_machines_fonts(),
    )
    return folder / f"{file.stem}.{kind}"
