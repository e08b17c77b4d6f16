"""What other programs are started with: this process's environment but for the PDF library's."""

import os


def with_the_machines_fonts() -> dict[str, str]:
    """The environment without the choice of fonts that making a PDF leaves in a process.

    LibreOffice lacks them in the form that it wants, and Chromium ends itself when it needs
    another one than they have.
    """
    return {name: words for name, words in os.environ.items() if name != "FONTCONFIG_FILE"}
