"""Drawing a Vega-Lite specification as SVG, without browser or network.

Owns what the drawing keeps of Vega's own: its English texts for screen readers go, a mark's description becomes a
``<title>`` that browsers show on hover, numbers have two decimals, and ids carry the caller's prefix, since Vega
counts them up through the life of a process.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

import vl_convert
from lxml import etree

from . import theme
from .drawable import drawable, put_back

SVG = "http://www.w3.org/2000/svg"
VEGA_LITE_VERSION = "6.4"
LONG_NUMBER = re.compile(r"-?\d*\.\d{3,}(?:e-?\d+)?")
OWN_REFERENCE = re.compile(r"url\(#([^)]+)\)")
NOT_A_MARK = ("axis", "legend", "title", "container", "header", "visualization")
EMPTY_OUTLINE = "M0,0h0v0h0Z"
HUNDREDTH = Decimal("0.01")


def draw(spec: dict, prefix: str = "bild") -> str:
    """The chart as one ``<svg>`` text; the same specification and prefix give the same text.

    ``prefix`` begins every id. Data from the network is refused by vl-convert (ValueError).
    """
    plain_spec, stand_ins = drawable(spec)
    drawn = vl_convert.vegalite_to_svg(
        plain_spec,
        vl_version=VEGA_LITE_VERSION,
        format_locale=theme.number_format(),
        time_format_locale=theme.time_format(),
        allowed_base_urls=[],
    )
    root = etree.fromstring(put_back(drawn, stand_ins))
    new_ids = {}
    for number, element in enumerate(root.iterfind(".//*[@id]"), start=1):
        new_ids[element.get("id")] = f"{prefix}-{number}"
        element.set("id", f"{prefix}-{number}")
    for element in list(root.iter(etree.Element)):
        parent = element.getparent()
        if parent is not None and (element.get("display") == "none" or element.get("d") == EMPTY_OUTLINE):
            parent.remove(element)
            continue
        _keep_tip_only(element)
        for name, value in element.attrib.items():
            renamed = OWN_REFERENCE.sub(lambda found: f"url(#{new_ids[found[1]]})", str(value))
            element.set(name, LONG_NUMBER.sub(_two_decimals, renamed))
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _keep_tip_only(element: etree._Element) -> None:
    role = str(element.get("aria-roledescription", ""))
    described = str(element.get("aria-label", ""))
    for name in map(str, list(element.attrib)):
        if name in ("role", "class") or name.startswith("aria-"):
            del element.attrib[name]
    if described and role and not role.endswith(NOT_A_MARK):
        title = etree.Element(f"{{{SVG}}}title")
        title.text = described
        element.insert(0, title)


def _two_decimals(found: re.Match) -> str:
    rounded = Decimal(found[0]).quantize(HUNDREDTH, ROUND_HALF_UP).normalize()
    return f"{rounded:f}" if rounded else "0"
