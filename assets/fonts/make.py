"""Makes the three faces of this folder from those of Open Sans: cut down to the signs our papers use, with a few plain
signs drawn in that Open Sans does not have. See README.md for how to run it."""

import sys
from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

KEPT = [
    (0x20, 0x24F), (0x259, 0x259), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF),
    (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x214F), (0x2150, 0x218F), (0x2200, 0x22FF),
    (0x25CA, 0x25CA), (0xFB01, 0xFB02), (0xFFFD, 0xFFFD),
]


def polygon(pen, points):
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def square(pen, x, y, side, hole=0):
    polygon(pen, [(x, y), (x, y + side), (x + side, y + side), (x + side, y)])
    if hole:
        inner = side - 2 * hole
        x, y = x + hole, y + hole
        polygon(pen, [(x, y), (x + inner, y), (x + inner, y + inner), (x, y + inner)])


def disc(pen, x, y, r, hole=0):
    def ring(r, clockwise):
        k = 0.41421356 * r
        on = [(r, 0), (0, r), (-r, 0), (0, -r)]
        off = [((r, k), (k, r)), ((-k, r), (-r, k)), ((-r, -k), (-k, -r)), ((k, -r), (r, -k))]
        if clockwise:
            pen.moveTo((x + r, y))
            for i in (3, 2, 1, 0):
                b, a = off[i]
                end = on[i]
                pen.qCurveTo((x + a[0], y + a[1]), (x + b[0], y + b[1]), (x + end[0], y + end[1]))
        else:
            pen.moveTo((x + r, y))
            for i in range(4):
                a, b = off[i]
                end = on[(i + 1) % 4]
                pen.qCurveTo((x + a[0], y + a[1]), (x + b[0], y + b[1]), (x + end[0], y + end[1]))
        pen.closePath()

    ring(r, True)
    if hole:
        ring(r - hole, False)


def arrow(pen, turn, both=False):
    # Pointing right, about the middle of (1000, 560) in units of 2048; turned by quarters.
    shape = [(-780, 60), (420, 60), (180, 300), (270, 390), (660, 0), (270, -390), (180, -300), (420, -60), (-780, -60)]
    if both:
        shape = [(-780, 0), (-390, 390), (-300, 300), (-540, 60), (540, 60), (300, 300), (390, 390), (780, 0),
                 (390, -390), (300, -300), (540, -60), (-540, -60), (-300, -300), (-390, -390)]
    for _ in range(turn):
        shape = [(-y, x) for x, y in shape]
    polygon(pen, [(1000 + x, 560 + y) for x, y in shape])


def check(pen, x=0, y=0):
    shape = [(300, 560), (400, 660), (760, 330), (1420, 1130), (1530, 1040), (770, 120)]
    polygon(pen, [(a + x, b + y) for a, b in shape])


def cross(pen):
    polygon(pen, [(380, 180), (280, 280), (1420, 1220), (1520, 1120)])
    polygon(pen, [(1420, 180), (280, 1120), (380, 1220), (1520, 280)])


DRAWN = {
    0x2190: lambda p: arrow(p, 2), 0x2191: lambda p: arrow(p, 1), 0x2192: lambda p: arrow(p, 0),
    0x2193: lambda p: arrow(p, 3), 0x2194: lambda p: arrow(p, 0, True), 0x2195: lambda p: arrow(p, 1, True),
    0x25A0: lambda p: square(p, 300, 0, 1400), 0x25A1: lambda p: square(p, 300, 0, 1400, 120),
    0x25AA: lambda p: square(p, 600, 300, 800), 0x25AB: lambda p: square(p, 600, 300, 800, 100),
    0x25B2: lambda p: polygon(p, [(250, 60), (1000, 1360), (1750, 60)]),
    0x25B6: lambda p: polygon(p, [(300, 0), (300, 1400), (1700, 700)]),
    0x25BC: lambda p: polygon(p, [(250, 1340), (1750, 1340), (1000, 40)]),
    0x25C0: lambda p: polygon(p, [(1700, 0), (300, 700), (1700, 1400)]),
    0x25C6: lambda p: polygon(p, [(1000, -60), (240, 700), (1000, 1460), (1760, 700)]),
    0x25CB: lambda p: disc(p, 1000, 700, 700, 120), 0x25CF: lambda p: disc(p, 1000, 700, 700),
    0x2610: lambda p: square(p, 250, -50, 1500, 110),
    0x2611: lambda p: (square(p, 250, -50, 1500, 110), check(p, 90, 60)),
    0x2612: lambda p: (square(p, 250, -50, 1500, 110), cross(p)),
    0x2713: lambda p: check(p, 90), 0x2717: lambda p: cross(p),
    0x2588: lambda p: polygon(p, [(0, -400), (0, 1600), (1200, 1600), (1200, -400)]),
    0x2591: lambda p: [square(p, x, y, 110) for x in (95, 395, 695, 995) for y in range(-300, 1500, 300)],
}


def make(source, target):
    font = TTFont(source)
    order = font.getGlyphOrder()
    for code, draw in DRAWN.items():
        if code in font.getBestCmap():
            continue
        pen = TTGlyphPen(None)
        draw(pen)
        name = f"uni{code:04X}"
        order = order + [name]
        font.setGlyphOrder(order)
        font["glyf"].glyphs[name] = pen.glyph()
        font["glyf"].glyphOrder = order
        font["hmtx"].metrics[name] = (1200 if code in (0x2588, 0x2591) else 2000, 0)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name
    hyphen = font.getBestCmap()[0x2D]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.setdefault(0x2010, hyphen)
            table.cmap.setdefault(0x2011, hyphen)
    for name in ("GPOS", "GSUB", "GDEF", "kern", "DSIG", "hdmx", "LTSH", "VDMX"):
        if name in font:
            del font[name]
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    options.notdef_outline = True
    options.recalc_timestamp = False
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[c for a, b in KEPT for c in range(a, b + 1)] + list(DRAWN))
    cut.subset(font)
    font.save(target)
    have = TTFont(target).getBestCmap()
    print(target, len(have), "signs")


for face in ("Regular", "Bold", "Italic"):
    make(f"{sys.argv[1]}/OpenSans-{face}.ttf", f"{sys.argv[2]}/OpenSans-{face}.ttf")
