"""Smaller pictures: 256 colours are plenty for flat charts and text."""

import io


def smaller(picture: bytes) -> bytes:
    """Return a PNG with a palette, or the same picture where Pillow is not installed."""
    try:
        from PIL import Image
    except ImportError:
        return picture
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    reduced = image.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = io.BytesIO()
    reduced.save(out, "PNG", optimize=True)
    return min(picture, out.getvalue(), key=len)
