"""A chief without Mailroom answers two desks by plain mail: Dovecot, SMTP, nothing pretended.

Every test ends with what both desks show: it must be the same.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import getaddresses

import pytest

from tests.e2e.chief import Chief, content, delivery_report
from tests.e2e.office import Office, run

pytestmark = pytest.mark.dovecot
CUSTOMER = "customer@shop.example"


@pytest.fixture
def chief(office: Office) -> Chief:
    """Two desks, a case of a customer, and who is asked about it."""
    office.join("a", "田中", "--address", "tanaka@team.example")
    office.write(f"返金の件 {CUSTOMER}", sender=CUSTOMER, text="差額を返してください。")
    assert run("sync", "--profile", "a").code == 0
    office.join("b", "佐藤")
    assert run("sync", "--profile", "b").code == 0
    return Chief(office)


def ask(chief: Chief, kind: str = "approve", case: int = 1) -> None:
    """Desk a asks; the request leaves once."""
    before = len(chief.mails)
    verb = ["do", "--profile", "a", "escalate", str(case), "--kind", kind, "--level", "3"]
    ran = run(*verb, "--to", chief.addr, "--request", "返金してよいですか", "--wanted-by", "+60m")
    assert ran.out == "accepted\n", ran.err
    assert len(chief.mails) == before + 1


def seen(number: int = 1):
    """Return the case after every desk has looked; b looks first: any desk may find an answer."""
    for name in ("b", "a", "b"):
        assert run("sync", "--profile", name).code == 0
    shown = [run("show", "--profile", name, str(number), "--json").json for name in ("a", "b")]
    for one in shown:
        one.pop("timeline"), one.pop("pending", None), one.pop("seen")
        for escalation in one["escalations"]:
            escalation.pop("asked_by", None)
    assert shown[0]["escalations"] == shown[1]["escalations"]
    assert shown[0]["mails"] == shown[1]["mails"]
    assert shown[0]["status"] == shown[1]["status"]
    return shown[0]


def only_answer(number: int = 1):
    [answer] = seen(number)["escalations"][0]["answers"]
    return answer


def test_N01_S07_the_chief_presses_approve_on_a_phone(chief: Chief):
    ask(chief)
    chief.press("承認する", "10%までにしてください。\n\niPhoneから送信")
    case = seen()
    [escalation] = case["escalations"]
    [answer] = escalation["answers"]
    assert (escalation["state"], answer["kind"], answer["doubt"]) == ("answered", "approve", None)
    assert answer["words"] == "承認する\n10%までにしてください。"
    assert (answer["by"], answer["step"]) == ("課長", 1)
    assert case["holder"]["person"] == "田中"
    assert case["mails"][-1]["reason"] == "escalation"
    assert len(chief.mails) == 1


BUTTONS = {
    "take_over": ("引き受ける", "take", "acknowledged"),
    "approve": ("承認しない", "reject", "answered"),
    "instruct": ("差し戻す", "hand_back", "answered"),
    "check": ("今は対応できない", "busy", "sent"),
}


def test_S05_S09_each_button_moves_its_case(chief: Chief):
    for number, kind in enumerate(BUTTONS, start=2):
        chief.office.write(f"件名 {kind}", sender=f"{kind}@customer.example")
        assert run("sync", "--profile", "a").code == 0
        ask(chief, kind, case=number)
    for kind, (word, _, _) in BUTTONS.items():
        chief.press(word, mail=chief.about(f"件名 {kind}"))
    for number, (_, read, state) in enumerate(BUTTONS.values(), start=2):
        [escalation] = seen(number)["escalations"]
        assert [answer["kind"] for answer in escalation["answers"]] == [read]
        assert escalation["state"] == state
    assert len(chief.mails) == len(BUTTONS)


def test_N07_a_reply_in_own_words_is_an_answer_to_be_sorted(chief: Chief):
    ask(chief)
    chief.reply("5%なら構いません。\n\nSent from my iPhone")
    answer = only_answer()
    assert (answer["kind"], answer["words"]) == ("words", "5%なら構いません。")
    assert seen()["escalations"][0]["state"] == "answered"


def test_S09_N35_noted_alone_was_only_seen_and_is_no_word_of_the_customer(chief: Chief):
    ask(chief)
    chief.reply("了解しました。")
    case = seen()
    assert case["escalations"][0]["state"] == "acknowledged"
    assert case["status"] == "escalated"
    assert [mail["reason"] for mail in case["mails"]][-2:] == ["escalation", "escalation"]


def test_the_wording_for_the_customer_is_kept_apart(chief: Chief):
    ask(chief, "take_over")
    chief.press("差し戻す", "窓口から送ってください。\n▼お客様へ\n山田様\n返金いたします。\n▲")
    answer = only_answer()
    assert answer["for_customer"] == "山田様\n返金いたします。"
    assert "返金いたします" not in answer["words"]
    assert answer["kind"] == "hand_back"


def test_5_3_an_out_of_office_notice_means_absent_and_nothing_is_sent_back(chief: Chief):
    ask(chief)
    assert "[#1]" in chief.last["Subject"]
    chief.is_away("8/20まで休暇をいただいております。", In_Reply_To=chief.last["Message-ID"])
    chief.is_away("ただいま外出しております。")  # keeps nothing of ours but the subject
    case = seen()
    answers = case["escalations"][0]["answers"]
    assert [(answer["kind"], answer["doubt"]) for answer in answers] == [("absent", None)] * 2
    assert sorted(bool(answer["absent_until"]) for answer in answers) == [False, True]
    assert case["status"] == "escalated"
    assert len(chief.mails) == 1
    assert len(run("cases", "--profile", "a", "--json").json) == 1


def test_N01_no_foreign_or_forged_mail_moves_anything(chief: Chief):
    """The right token from elsewhere, a spoiled seal, another step: shown, and nothing more."""
    ask(chief)
    token = chief.token()
    chief.press("承認する", sender="だれか <somebody@elsewhere.example>")
    chief.write("承認する", f"承認する\n\n{token[:-12]}{'0' * 12}")
    chief.write("承認する", "承認する\n\n" + token.replace("-1-", "-2-"))
    case = seen()
    answers = case["escalations"][0]["answers"]
    assert sorted(answer["doubt"] for answer in answers) == ["forged", "forged", "unknown_sender"]
    unknown = next(one for one in answers if one["doubt"] == "unknown_sender")
    assert unknown["by"] == "だれか <somebody@elsewhere.example>"
    assert unknown["kind"] == "approve"
    assert (case["escalations"][0]["state"], case["status"]) == ("sent", "escalated")
    assert {mail["reason"] for mail in case["mails"][1:]} == {"escalation"}


def test_N01_a_used_token_is_refused_and_shown(chief: Chief):
    ask(chief)
    chief.press("承認する")
    assert seen()["escalations"][0]["state"] == "answered"
    chief.press("承認しない")
    [escalation] = seen()["escalations"]
    first, second = escalation["answers"]
    assert (first["kind"], first["doubt"]) == ("approve", None)
    assert (second["kind"], second["doubt"]) == ("reject", "replayed")
    assert escalation["state"] == "answered"


def test_a_customer_with_the_token_and_a_token_in_a_file_say_nothing(chief: Chief):
    ask(chief)
    chief.press("承認する", sender=CUSTOMER)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = chief.sender, chief.office.address, "資料"
    mail["Message-ID"], mail["Date"] = "<attached@plain.example>", chief.last["Date"]
    mail.set_content("資料をお送りします。")
    mail.add_attachment(f"承認する\n{chief.token()}\n".encode(), "text", "plain", filename="a.txt")
    chief.send(mail)
    [escalation] = seen()["escalations"]
    assert (escalation["answers"], escalation["state"]) == ([], "sent")


def test_a_huge_mail_is_an_answer_like_any_other(chief: Chief):
    ask(chief)
    chief.reply("承認します。\n" + "長い話 " * 30_000)
    answer = only_answer()
    assert answer["kind"] == "approve"
    assert len(answer["words"]) <= 20_000


def test_S48_a_bounce_and_a_delivery_report_are_states(chief: Chief):
    ask(chief)
    chief.send(delivery_report(chief.last, chief.addr, "delivered", "postmaster@mx.example"))
    assert seen()["escalations"][0]["state"] == "delivered"
    chief.send(delivery_report(chief.last, chief.addr, "failed", "postmaster@mx.example"))
    assert seen()["escalations"][0]["state"] == "bounced"
    assert len(run("cases", "--profile", "a", "--json").json) == 1


def test_N35_no_header_of_an_internal_mail_names_the_customer(chief: Chief):
    ask(chief)
    assert run("do", "--profile", "a", "add", "1", "--text", f"{CUSTOMER} から電話").code == 0
    assert run("do", "--profile", "a", "withdraw", "1", "--reason", "解決").code == 0
    assert run("sync", "--profile", "a").code == 0
    assert len(chief.mails) >= 2
    for mail in chief.mails:
        assert CUSTOMER not in str(mail.items()), mail["Subject"]
        assert mail["Reply-To"] == chief.office.address
        assert mail["To"] == chief.addr
        assert mail["Cc"] is None


def test_N35_reply_all_to_an_internal_mail_reaches_the_team_and_nobody_else(chief: Chief):
    """What Outlook would address: whoever is in Reply-To, From, To and Cc."""
    ask(chief)
    fields = [chief.last.get_all(name, []) for name in ("Reply-To", "From", "To", "Cc", "Sender")]
    reached = {addr.lower() for _, addr in getaddresses([one for named in fields for one in named])}
    assert reached == {chief.office.address, chief.addr}


def test_S42_the_request_reads_on_a_phone_and_lets_out_of_office_notices_through(chief: Chief):
    ask(chief)
    assert chief.last["Auto-Submitted"] is None
    assert not {"OOF", "All"} & set(chief.last["X-Auto-Response-Suppress"].split(", "))
    ask_line, until, how = chief.text().splitlines()[:3]
    assert ask_line == "承認のお願い: 返金してよいですか"
    assert until.startswith("回答期限: ")
    assert "承認する" in how
    assert chief.last["Subject"].startswith("【L3/回答期限 ")
    assert "差額を返してください。" in content(chief.last, "html")
    assert list(chief.buttons()) == [
        "承認する",
        "承認しない",
        "差し戻す",
        "上へ上げる",
        "今は対応できない",
    ]
