"""Guidance of the toolkit, which everyone reads."""

from tests.pages.kinds.kind import Kind, at
from tests.pages.visitors import Visitor

STAGES = "toolkit_stage: all of them"
# The stage of each page comes in the same statement.
OUTLINE = "toolkit_page: all of them, without their texts"
PAGE = ("toolkit:page", "preparation", "page-0")

GUIDANCE = (
    Kind("toolkit", ("toolkit:toolkit",), at("toolkit:toolkit"), warm=(OUTLINE, STAGES)),
    Kind(
        "stage of the toolkit",
        ("toolkit:stage",),
        at("toolkit:stage", "preparation"),
        warm=(STAGES, OUTLINE, "toolkit_resource: its templates"),
    ),
    Kind(
        "page of guidance",
        ("toolkit:page",),
        at(*PAGE),
        warm=(
            "toolkit_page: the page with its HTML",
            OUTLINE,
            "toolkit_resource: its templates",
            "toolkit_problem: all of them",
        ),
    ),
    Kind(
        "was this page useful",
        ("toolkit:useful",),
        at("toolkit:useful", *PAGE[1:]),
        warm=("toolkit_page: the page",),
    ),
    Kind(
        "what was said of a page arrived",
        ("toolkit:thanked",),
        at("toolkit:thanked", *PAGE[1:]),
        warm=("toolkit_page: the page",),
    ),
    Kind(
        "guidance by problem",
        ("toolkit:problems",),
        at("toolkit:problems"),
        warm=(OUTLINE, "toolkit_problem: all of them"),
    ),
    Kind(
        "templates",
        ("toolkit:templates",),
        at("toolkit:templates"),
        warm=("toolkit_resource: all of them", "toolkit_page: which use them", STAGES),
    ),
    Kind(
        "template as a document",
        ("toolkit:template",),
        at("toolkit:template", "template-0", "docx"),
        warm=("toolkit_resource: the template", OUTLINE),
        html=False,
    ),
    Kind(
        "sitemap of the toolkit",
        ("sitemap-section",),
        at("sitemap-section", "toolkit"),
        warm=(STAGES, "toolkit_page: their addresses"),
        html=False,
        visitors=(Visitor.ANYONE,),
    ),
)
