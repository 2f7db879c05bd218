"""The texts that a new team has ready; each holds until the team sets one of the same id."""

from __future__ import annotations

from mailroom.domain.templates.template import Template
from mailroom.ids import TemplateId

INTERIM = TemplateId("founding-interim")
"""お待たせ連絡: true, friendly, and it promises no content."""

_TEXTS = (
    (
        "founding-thanks",
        ("お礼", "Thank you for writing"),
        (
            "お問い合わせいただき、ありがとうございます。\n",
            "Thank you for writing to us.\n",
        ),
    ),
    (
        INTERIM,
        ("確認してご連絡します(お待たせ連絡)", "We check and come back (interim)"),
        (
            (
                "お問い合わせいただき、ありがとうございます。\n"
                "ただいま確認しておりますので、あらためてご連絡いたします。\n"
                "お待たせして申し訳ございません。\n"
            ),
            (
                "Thank you for writing to us.\n"
                "We are checking the matter and will come back to you.\n"
                "We are sorry to keep you waiting.\n"
            ),
        ),
    ),
    (
        "founding-detail",
        ("追加でうかがいたいこと", "We need one more detail"),
        (
            "お調べするため、次の点をお知らせください。\n\n・\n",
            "So that we can look into it, please tell us the following:\n\n- \n",
        ),
    ),
    (
        "founding-until",
        ("いつまでにご連絡するか", "We come back by a time"),
        (
            "確認のうえ、{期限}までにご連絡いたします。\n",
            "We will look into it and come back to you by {due}.\n",
        ),
    ),
    (
        "founding-late",
        ("返信が遅れたお詫び", "Sorry for the delay"),
        (
            "ご返信が遅くなり、申し訳ございません。\n",
            "We are sorry to have kept you waiting.\n",
        ),
    ),
    (
        "founding-closing",
        ("結び", "Closing words"),
        (
            "ご不明な点がございましたら、お気軽にご連絡ください。\n",
            "If anything is unclear, please write to us again.\n",
        ),
    ),
)


def founding(*, japanese: bool) -> tuple[Template, ...]:
    """Return the texts of a new team in one language."""
    at = 0 if japanese else 1
    return tuple(
        Template(id=TemplateId(id_), name=names[at], text=texts[at], order=order)
        for order, (id_, names, texts) in enumerate(_TEXTS)
    )
