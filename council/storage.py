"""Where files that only members may see are kept: never under an address of the web server."""

from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage, storages


class PrivateFiles(Storage):
    """The storage that settings call "private": a folder, or a bucket of an S3-compatible service.

    Asked for anew each time, because a model is made before settings can be changed by a test.
    """

    @property
    def chosen(self) -> Storage:
        """The storage that settings name."""
        return storages["private"]

    def open(self, name: str, mode: str = "rb") -> File:
        return self.chosen.open(name, mode)

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        return self.chosen.save(name, content, max_length)

    def delete(self, name: str) -> None:
        self.chosen.delete(name)

    def exists(self, name: str) -> bool:
        return self.chosen.exists(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        return self.chosen.listdir(path)

    def size(self, name: str) -> int:
        return self.chosen.size(name)


def private_files() -> Storage:
    """What models keep their files in."""
    return PrivateFiles()
