"""Pictures on their way to the site: what was written into them goes; pixels, colours and the way up stay."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms, ImageOps, PngImagePlugin

from causerie.views.pictures import metadata_of, strip_picture

SECRET = "Lea Victim"
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{SECRET}</x:xmpmeta>'.encode()
COLOURS = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
NOISE = Image.effect_noise((48, 32), 80).convert("RGB")


def exif(orientation: int = 6) -> Image.Exif:
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x013B] = SECRET
    found.get_ifd(0x8825)[1] = "N"
    return found


def written() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET)
    info.add_text("Comment", SECRET, zip=True)
    info.add_itxt("XML:com.adobe.xmp", SECRET)
    return info


def save(kind: str, **options: object) -> bytes:
    content = io.BytesIO()
    NOISE.save(content, kind, **options)
    return content.getvalue()


PICTURES = {
    "jpeg": save("JPEG", exif=exif(), xmp=XMP, comment=SECRET.encode(), icc_profile=COLOURS),
    "upright jpeg": save("JPEG", exif=exif(1)),
    "progressive jpeg": save("JPEG", exif=exif(), progressive=True) + SECRET.encode(),
    "png": save("PNG", pnginfo=written(), exif=exif(), icc_profile=COLOURS),
    "webp": save("WEBP", exif=exif(), xmp=XMP, icc_profile=COLOURS),
    "lossless webp": save("WEBP", lossless=True, exif=exif()),
    "gif": save("GIF", comment=SECRET.encode()),
    "avif": save("AVIF", exif=exif(), xmp=XMP),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_nothing_stays_but_what_the_picture_looks_like(kind: str) -> None:
    before = PICTURES[kind]
    after = strip_picture(before)
    with Image.open(io.BytesIO(before)) as one, Image.open(io.BytesIO(after)) as other:
        assert one.tobytes() == other.tobytes()
        assert ImageOps.exif_transpose(one).tobytes() == ImageOps.exif_transpose(other).tobytes()
        assert one.info.get("icc_profile") == other.info.get("icc_profile")
        assert set(other.getexif()) <= {0x0112}
        assert not other.getexif().get_ifd(0x8825)
    assert SECRET.encode() in b"".join(metadata_of(before))
    assert SECRET.encode() not in after
    assert strip_picture(after) == after


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_that_ends_too_early_is_left_as_it_is_or_ends_there(kind: str) -> None:
    content = PICTURES[kind]
    for length in range(0, len(content), max(1, len(content) // 300)):
        assert len(strip_picture(content[:length])) <= length


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP", b"\0\0\0\0ftyp", b"{}", b"text"]
)
def test_what_is_no_picture_stays_as_it_is(content: bytes) -> None:
    assert strip_picture(content) == content
