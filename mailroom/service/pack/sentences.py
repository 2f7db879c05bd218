"""What a pack and a ledger call things, Japanese and English."""

from __future__ import annotations

import re

from mailroom.domain.cases import CaseStatus
from mailroom.domain.escalations.escalation import EscalationKind, EscalationState
from mailroom.domain.events import Event, SendDone, kind_of
from mailroom.settings import Language

Pair = tuple[str, str]  # Japanese, English

STATUS: dict[CaseStatus, Pair] = {
    CaseStatus.NEW: ("未対応", "New"),
    CaseStatus.OPEN: ("対応中", "Open"),
    CaseStatus.WAITING_CUSTOMER: ("お客様の返信待ち", "Waiting for customer"),
    CaseStatus.ESCALATED: ("エスカレーション中", "Escalated"),
    CaseStatus.SNOOZED: ("保留", "Snoozed"),
    CaseStatus.DONE: ("完了", "Done"),
    CaseStatus.FILTERED: ("除外", "Filtered"),
}
KIND: dict[EscalationKind, Pair] = {
    EscalationKind.HEADS_UP: ("共有", "Heads-up"),
    EscalationKind.CHECK: ("確認", "Check"),
    EscalationKind.INSTRUCT: ("指示", "Instruct me"),
    EscalationKind.APPROVE: ("承認", "Approve"),
    EscalationKind.TAKE_OVER: ("交代", "Take over"),
}
STATE: dict[EscalationState, Pair] = {
    EscalationState.ASKED: ("依頼", "Asked"),
    EscalationState.SENT: ("送信済み", "Sent"),
    EscalationState.DELIVERED: ("送信済み", "Sent"),
    EscalationState.BOUNCED: ("届かず", "Bounced"),
    EscalationState.ACKNOWLEDGED: ("受領", "Acknowledged"),
    EscalationState.ANSWERED: ("回答あり", "Answered"),
    EscalationState.APPLIED: ("反映中", "Applying"),
    EscalationState.TOLD: ("お客様へ連絡済み", "Customer told"),
    EscalationState.CLOSED: ("終了", "Closed"),
    EscalationState.WITHDRAWN: ("取り下げ", "Withdrawn"),
}
_EVENTS: dict[str, Pair] = {
    "NoteAdded": ("社内メモ", "Internal note"),
    "PhoneLogged": ("電話メモ", "Phone note"),
    "PhoneTried": ("電話をかけた", "Phone call tried"),
    "CaseOpened": ("電話から案件を作成", "Case opened from a call"),
    "Assigned": ("担当を変更", "Assigned"),
    "HandedOver": ("申し送り", "Handed over"),
    "LevelSet": ("レベルを変更", "Level changed"),
    "Labelled": ("ラベルを付けた", "Label put on"),
    "Unlabelled": ("ラベルを外した", "Label taken off"),
    "Closed": ("完了にした", "Marked done"),
    "Reopened": ("再開した", "Opened again"),
    "Snoozed": ("保留にした", "Put off"),
    "Woken": ("保留が終わった", "Back from being put off"),
    "Filtered": ("除外に移した", "Moved to Filtered"),
    "Restored": ("除外から戻した", "Brought back from Filtered"),
    "Merged": ("案件をまとめた", "Cases merged"),
    "Unmerged": ("まとめたものを戻した", "Merge undone"),
    "Split": ("案件を分けた", "Case split"),
    "MailMoved": ("メールを移した", "Mail moved"),
    "Claimed": ("返信を書き始めた", "Began to write a reply"),
    "Released": ("返信を書くのをやめた", "Stopped writing a reply"),
    "TakenOver": ("返信を引き継いだ", "Took the reply over"),
    "SendBegun": ("返信を送り始めた", "Began to send a reply"),
    "SendDone": ("返信を送った", "Reply sent"),
    "SendFailed": ("返信は送られなかった", "Reply was not sent"),
    "SendAbandoned": ("送信を打ち切った", "Send given up"),
    "SentUnchecked": ("確認せずに送った", "Sent unchecked"),
    "DraftShared": ("下書きを共有した", "Draft shared"),
    "DraftWithdrawn": ("共有した下書きを取り下げた", "Shared draft withdrawn"),
    "ApprovalAsked": ("確認を頼んだ", "Check asked for"),
    "Approved": ("承認した", "Approved"),
    "ApprovalReturned": ("差し戻した", "Returned for revision"),
    "ApprovalWithdrawn": ("確認の依頼を取り下げた", "Check withdrawn"),
    "Escalated": ("エスカレーション", "Escalated"),
    "EscalationAdded": ("エスカレーションに追加", "Added to the escalation"),
    "EscalationAnswered": ("エスカレーションへの回答", "Escalation answered"),
    "EscalationWithdrawn": ("エスカレーションを取り下げた", "Escalation withdrawn"),
    "EscalationRaised": ("上へ上げた", "Raised"),
    "EscalationLowered": ("下へ戻した", "Lowered"),
    "HandedBack": ("差し戻した", "Handed back"),
    "CustomerTold": ("お客様へ連絡した", "Customer told"),
    "StepFired": ("予定の手順を実行", "Planned step fired"),
    "StepStopped": ("予定の手順を止めた", "Planned step stopped"),
    "MailStopped": ("自動メールを止めた", "Automatic mail stopped"),
    "StoppedMailReleased": ("止めたメールを送ることにした", "Stopped mail let go"),
    "InternalDone": ("社内メールを送った", "Internal mail sent"),
    "InternalFailed": ("社内メールは送られなかった", "Internal mail was not sent"),
    "Promised": ("お約束", "Promise"),
    "PromiseKept": ("お約束を果たした", "Promise kept"),
    "PromiseWithdrawn": ("お約束を取り消した", "Promise withdrawn"),
    "ClockPaused": ("時計を止めた", "Clock paused"),
    "ClockResumed": ("時計を再開", "Clock resumed"),
    "Redacted": ("文章を消した", "Words blanked"),
}


_SENT_ON: Pair = ("別の窓口へ転送した", "Sent on to another desk")


def said(pair: Pair, language: Language) -> str:
    """Return one of two."""
    return pair[1] if language is Language.EN else pair[0]


def event_name(event: Event, language: Language) -> str:
    """Return what happened, in a few words."""
    kind = kind_of(event.body)
    if isinstance(event.body, SendDone) and event.body.redirected_to is not None:
        return said(_SENT_ON, language)
    readable = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind)
    return said(_EVENTS.get(kind, (readable, readable)), language)
