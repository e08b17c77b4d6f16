"""Where files that only members may see are kept: never under an address of the web server."""

from django.core.files.storage import Storage, storages


def private_files() -> Storage:
    """The storage that settings name: a folder, or a bucket of an S3-compatible service."""
    return storages["private"]
