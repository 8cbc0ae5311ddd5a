"""Small pictures drawn in code, so that the demo needs no binary file: hills, a sun, a building, trees. Pure."""

import struct
import zlib
from random import Random

Colour = tuple[int, int, int]


def scene(seed: int, width: int = 480, height: int = 270) -> bytes:
    """A PNG; the same seed draws the same place."""
    rng = Random(seed)  # noqa: S311 -- a drawing, not a secret
    rows = [[_mix((168, 205, 232), (240, 246, 242), y / height)] * width for y in range(height)]
    _disc(rows, rng.randrange(width // 8, width - width // 8), height // 5, height // 12, (250, 214, 120))
    for layer, colour in enumerate([(150, 184, 160), (96, 145, 112), (58, 110, 80)]):
        level = float(height * (0.5 + 0.12 * layer))
        slope = 0.0
        for x in range(width):
            slope = max(-0.6, min(0.6, slope + rng.uniform(-0.06, 0.06)))
            level = max(height * 0.4, min(height * 0.85, level + slope))
            for y in range(int(level), height):
                rows[y][x] = colour
    left = rng.randrange(width // 10, width // 2)
    _box(rows, left, int(height * 0.55), width // 3, int(height * 0.3), (226, 214, 196))
    for floor in range(3):
        for window in range(8):
            x = left + width // 60 + window * (width // 24)
            _box(rows, x, int(height * (0.59 + 0.085 * floor)), width // 48, height // 24, (98, 124, 142))
    for _ in range(9):
        x, y = rng.randrange(width), int(height * rng.uniform(0.82, 0.94))
        _box(rows, x, y, max(2, width // 160), height // 16, (104, 78, 58))
        _disc(rows, x, y, height // rng.randrange(22, 30), (44, 92, 62))
    return _png(rows)


def logo(school: str) -> bytes:
    """The school's name beside a birch leaf, as SVG."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 64" width="420" height="64">'
        '<path d="M32 4c18 14 22 34 0 56C10 38 14 18 32 4z" fill="#d8e8c0"/>'
        '<path d="M32 12v46M32 28l9-8M32 28l-9-8M32 42l10-9M32 42l-10-9" stroke="#1d5c3f" stroke-width="2"/>'
        f'<text x="64" y="43" font-size="30" fill="#fff" font-family="serif">{school}</text></svg>'
    ).encode()


def _mix(a: Colour, b: Colour, share: float) -> Colour:
    red, green, blue = (round(p + (q - p) * share) for p, q in zip(a, b, strict=True))
    return red, green, blue


def _box(rows: list[list[Colour]], left: int, top: int, width: int, height: int, colour: Colour) -> None:
    for row in rows[top : top + height]:
        for x in range(left, min(left + width, len(row))):
            row[x] = colour


def _disc(rows: list[list[Colour]], cx: int, cy: int, radius: int, colour: Colour) -> None:
    for y in range(max(0, cy - radius), min(len(rows), cy + radius + 1)):
        half = int((radius**2 - (y - cy) ** 2) ** 0.5)
        for x in range(max(0, cx - half), min(len(rows[y]), cx + half + 1)):
            rows[y][x] = colour


def _png(rows: list[list[Colour]]) -> bytes:
    raw = b"".join(b"\0" + bytes(channel for pixel in row for channel in pixel) for row in rows)
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
