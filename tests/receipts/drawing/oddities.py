"""Files that people also choose: one that tells where it was taken, one that is torn.

Each function gives the bytes of a file, the same for the same seed.
"""

from __future__ import annotations

import io
from random import Random

from PIL import Image

from tests.receipts.drawing import draw

ORIENTATION = 0x0112  # EXIF tags
CAMERA_MAKER = 0x010F
GPS = 0x8825


def corrupt(seed: int = 1) -> bytes:
    """Begins like a JPEG and goes on with noise."""
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + Random(seed).randbytes(20_000)


def with_gps(seed: int = 1) -> bytes:
    """Lies on its side in the file and says so, with the place and the camera's maker beside it;
    its truth: `draw(seed, "moderate", "B")`."""
    drawn = draw(seed, "moderate", "B")
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # to be shown a quarter turn clockwise
    exif[CAMERA_MAKER] = "Hanbit Camera"
    place = exif.get_ifd(GPS)
    place[1], place[2] = "N", (37.0, 33.0, 58.87)
    place[3], place[4] = "E", (126.0, 58.0, 40.63)
    lying = drawn.image.transpose(Image.Transpose.ROTATE_90)
    return jpeg(lying, drawn.quality, exif)


def jpeg(picture: Image.Image, quality: int = 88, exif: Image.Exif | None = None) -> bytes:
    buffer = io.BytesIO()
    told = {"exif": exif} if exif else {}
    picture.save(buffer, "JPEG", quality=quality, **told)
    return buffer.getvalue()
