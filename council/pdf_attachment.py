"""A file within a PDF, as PDF/A-3 has it: its kind, its relation and its day are said."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name

# A day is required, and the same report makes the same bytes: so it is always this one.
DAY = "D:20000101000000Z"


def attached(content: bytes, name: str, media_type: str, data: bytes, description: str) -> bytes:
    """The PDF with a file attached whose relation to it is that of its data."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        stream = pdf.make_stream(data)
        stream.Type, stream.Subtype = Name.EmbeddedFile, Name(f"/{media_type}")
        stream.Params = Dictionary(Size=len(data), ModDate=pikepdf.String(DAY))
        spec = pdf.make_indirect(
            Dictionary(
                Type=Name.Filespec,
                F=pikepdf.String(name),
                UF=pikepdf.String(name),
                Desc=pikepdf.String(description),
                AFRelationship=Name.Data,
                EF=Dictionary(F=stream, UF=stream),
            )
        )
        names = pdf.Root.get("/Names", Dictionary())
        names.EmbeddedFiles = Dictionary(Names=Array([pikepdf.String(name), spec]))
        pdf.Root.Names = names
        pdf.Root.AF = Array([spec])
        mode = pikepdf.ObjectStreamMode.generate
        pdf.save(out, deterministic_id=True, object_stream_mode=mode)
    return out.getvalue()
