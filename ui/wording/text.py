"""Sentences of the window: errors, refusals, what was done, what is empty.

Errors and verdicts carry facts; here they become words: what happened, what it means, what to
do. Names of single things are in ``ui.words`` (which also says how to write translatable text),
timeline lines in ``ui.event_text``, moments in ``ui.moments``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from mailroom import errors
from mailroom.domain.query import CaseQuery, OverdueRow, Space, View
from mailroom.domain.records.replica import Alarm
from mailroom.domain.rules import CommandRefused
from mailroom.domain.verdicts import Reason, Verdict
from ui.wording import alarm_text, moments, refusal_text, words
from ui.wording.names import Roster, san
from ui.wording.words import tr


def undo() -> str:
    """Return the word on the button of a toast."""
    return tr("Undo")


def undone(said: str) -> str:
    """Return what a toast says after an undo."""
    return tr("Undone: {what}").format(what=said) if said else tr("Undone")


def nothing_to_undo() -> str:
    """Return what Ctrl+Z says when there is nothing."""
    return tr("There is nothing to undo.")


def query_title(query: CaseQuery, people: Roster) -> str:
    """Return what stands above the list."""
    if query.text:
        return tr("Search: {text}").format(text=query.text)
    if query.label is not None and query.label in people.labels:
        return people.labels[query.label].name
    if query.assignee is not None:
        return tr("Cases of {who}").format(who=san(people.name(query.assignee)))
    return words.view_name(query.view)


def nothing_here(query: CaseQuery, unassigned: int) -> str:
    """Return what an empty list says."""
    if query.text:
        return tr("Nothing found for “{text}”.").format(text=query.text)
    if query.view is View.TO_REPLY:
        nothing = tr("There is nothing to reply to.")
        owner = tr("%n case(s) have no owner.", "", unassigned)
        both = tr("{nothing} {owner}").format(nothing=nothing, owner=owner)
        return both if unassigned else nothing
    return tr("Nothing here.")


def news(count: int) -> str:
    """Return what the pill says when new cases wait above."""
    return tr("%n new ↑", "", count)


def red_strip(rows: Sequence[OverdueRow], now: datetime) -> str:
    """Return what the strip above the list says where the sidebar is only a rail."""
    late = [row for row in rows if row.overdue]
    if not late:
        return ""
    first = late[0]
    return tr("Overdue escalations {n}: L{level} {who}, {late}").format(
        n=len(late), level=first.level, who=first.addressee, late=moments.left(first.due, now)
    )


def labelled(label: str, count: int) -> str:
    """Return what a toast says after labelling."""
    if count == 1:
        return tr("Label “{label}” put").format(label=label)
    return tr("Label “{label}” put on %n case(s)", "", count).format(label=label)


def assigned(who: str, count: int) -> str:
    """Return what a toast says after handing out cases; ``who`` is empty for nobody."""
    if not who:
        return tr("Owner removed from %n case(s)", "", count)
    if count == 1:
        return tr("Given to {who}").format(who=san(who))
    return tr("%n case(s) given to {who}", "", count).format(who=san(who))


def taken(count: int) -> str:
    """Return what a toast says after taking cases oneself."""
    return tr("You have this case") if count == 1 else tr("You have %n case(s) more", "", count)


def closed(count: int) -> str:
    """Return what a toast says after 完了."""
    return tr("Marked as done") if count == 1 else tr("%n case(s) done", "", count)


def reopened(count: int) -> str:
    """Return what a toast says after opening cases again."""
    return tr("Opened again") if count == 1 else tr("%n case(s) open again", "", count)


def snoozed(count: int, when: str) -> str:
    """Return what a toast says after 保留; without a time it ends with a mail."""
    if not when:
        return tr("%n case(s) snoozed until a mail comes", "", count)
    if count == 1:
        return tr("Snoozed until {when}").format(when=when)
    return tr("%n case(s) snoozed until {when}", "", count).format(when=when)


def unlabelled(label: str, count: int) -> str:
    """Return what a toast says after taking a label off."""
    return tr("Label “{label}” taken off %n case(s)", "", count).format(label=label)


def filtered(count: int) -> str:
    """Return what a toast says after 除外."""
    return tr("%n case(s) moved to Filtered. Nothing is deleted.", "", count)


def restored(count: int) -> str:
    """Return what a toast says after bringing cases back."""
    return tr("%n case(s) brought back", "", count)


def merged(count: int) -> str:
    """Return what a toast says after merging."""
    return tr("%n case(s) merged into this one", "", count)


def released() -> str:
    """Return what a toast says after giving the lock back."""
    return tr("Let go. Others can answer now; your draft is kept.")


def presence_set(name: str) -> str:
    """Return what a toast says after a change of presence."""
    return tr("You are shown as: {presence}").format(presence=name)


def presence_of(who: str, name: str) -> str:
    """Return what a toast says after a change of somebody else's presence."""
    return tr("{who} is shown as: {presence}").format(who=san(who), presence=name)


def gone_home(held: int) -> str:
    """Return what a toast says after 退勤: how many cases went back."""
    if not held:
        return tr("You are shown as gone home. Good work today.")
    return tr("Gone home. %n case(s) you were answering went back; your drafts are kept.", "", held)


def handed_back(held: int) -> str:
    """Return what is said when nobody was at the PC for a while."""
    return tr("%n case(s) you were answering went back; your drafts are kept.", "", held)


def booked(at: datetime, now: datetime) -> str:
    """Return when a booked mail leaves, as the words before what is said next."""
    return tr("Booked for {time}. ").format(time=moments.deadline(at, now))


def left_over(count: int) -> str:
    """Return what is said after sending, when the next case opens."""
    return tr("%n more to go", "", count) if count > 0 else tr("That was the last one.")


def stray_letters() -> str:
    """Return what a burst of letters gets."""
    return tr("Typed into the list, so nothing was done. Click into a text first.")


def receiving() -> str:
    """Return what is said when the person asks for new mail."""
    return tr("Looking for new mail…")


def saved_as(name: str) -> str:
    """Return what is said after saving a file."""
    return tr("Saved: {name}").format(name=name)


def level_set(level: str, count: int) -> str:
    """Return what a toast says after setting a level."""
    return tr("%n case(s): level {level}", "", count).format(level=level)


def partly(done: int, refused: int, left: int, why: str) -> str:
    """Return what a toast says of many cases of which some could not be done; ``why`` the first."""
    said = tr("%n done.", "", done) if done else ""
    if refused:
        said += " " + tr("%n not done: {why}", "", refused).format(why=why)
    if left:
        said += " " + tr("Stopped; %n left as they were.", "", left)
    return said.strip()


def show_them() -> str:
    """Return what a button says that leads to the cases which were left out."""
    return tr("Show them")


def packed(name: str, mails: int, missing: int) -> str:
    """Return what a toast says when a case was exported."""
    said = tr("%n mail(s) exported: {name}", "", mails).format(name=name)
    return said if not missing else f"{said} {tr('%n are not on this PC.', '', missing)}"


def ledger_written(name: str, count: int) -> str:
    """Return what a toast says when a list was written as a file."""
    return tr("%n case(s) written: {name}", "", count).format(name=name)


def waits(said: str) -> str:
    """Return what a toast says of something done while there is no connection."""
    return tr("{done} (waits for the connection)").format(done=said)


def describe(
    error: Exception, people: Roster | None = None, asked: refusal_text.Asked | None = None
) -> str:
    """Return one clear sentence for an error, with what to do.

    Args:
        error: what happened.
        people: names for who is in the way.
        asked: what the person wanted, so that a refusal fits it.
    """
    match error:
        case errors.RuleBroken():
            return _rule_broken(error, people or Roster(), asked)
        case errors.BadInput():
            return _bad_input(error)
        case errors.Unavailable():
            return _unavailable(error)
        case errors.ServerRefused():
            return _server_refused(error)
        case errors.StoreError():
            return _store_error(error)
        case _:
            return tr("Something went wrong in Mailroom itself. Nothing of yours is lost.")


def _rule_broken(error: errors.RuleBroken, people: Roster, asked: refusal_text.Asked | None) -> str:
    match error.reason:
        case Reason() as reason:
            verdict = (
                error.verdict
                if isinstance(error, CommandRefused)
                else Verdict(accepted=False, reason=reason)
            )
            return refusal_text.refused(verdict, people, asked)
        case Alarm() as alarm:
            return alarm_text.said(alarm, people)
        case Space() as space:
            return alarm_text.no_room(space, people)
        case _:
            return tr("The team's rules do not allow this now.")


def _bad_input(error: errors.BadInput) -> str:
    if error.field == "approval" and error.detail == "long":
        return tr("Too long to ask for a check (up to {size} kB). Shorten the quotation.").format(
            size=error.value
        )
    if error.field == "approval":
        return tr("“{name}” is not on this PC as it was looked at. Ask for a check again.").format(
            name=error.value
        )
    if error.field == "report":
        return tr("This is said in the house only. Take it out first: “{words}”").format(
            words=error.value
        )
    if error.field == "draft":
        return tr("This draft is too long to share (up to {size} kB). Shorten it.").format(
            size=error.value
        )
    if error.field == "file":
        return tr("“{name}” cannot be read. Put it back where it was, or take it out.").format(
            name=Path(error.value).name
        )
    if error.field == "redirect":
        return _not_sent_on(error)
    if error.field == "mailto":
        return tr("This is no link for a new mail: {link}").format(link=error.value)
    if error.field == "from" and error.detail == "unknown":
        return tr("The team does not write as {address} any more. Choose another sender.").format(
            address=error.value
        )
    if error.field == "outbox":
        return _moved_on(error.detail)
    return tr("“{value}” cannot be used here.").format(value=error.value or error.field)


def _not_sent_on(error: errors.BadInput) -> str:
    """Return why a mail cannot go on to another desk."""
    if error.detail == "own":
        return tr("{address} is this team's own mailbox. Choose another desk.").format(
            address=error.value
        )
    if error.detail == "author":
        return tr("{address} wrote this mail. Choose another desk.").format(address=error.value)
    return tr("There is no mail of a customer here.")


def _moved_on(why: str) -> str:
    """Return why a mail of the outbox cannot be changed any more."""
    if why == "another":
        return tr(
            "You are writing another reply to this case. Nothing was lost: finish that one first; "
            "this mail waits in the outbox."
        )
    return tr("This mail is on its way already, or somebody decided about it. Nothing changed.")


def _unavailable(error: errors.Unavailable) -> str:
    facts = {"host": error.host or tr("the server")}
    match error:
        case errors.ConnectFailed(unknown_host=True):
            return tr("There is no server named {host}. Check the name.").format(**facts)
        case errors.ConnectFailed():
            return tr("{host} cannot be reached. Check the network; trying again.").format(**facts)
        case errors.LimitReached():
            return tr("{host} allows no more connections. Mailroom asks less often now.").format(
                **facts
            )
        case errors.TimedOut():
            return tr("{host} does not answer. Trying again.").format(**facts)
        case _:
            return tr("The connection to {host} was lost. Trying again.").format(**facts)


def _server_refused(error: errors.ServerRefused) -> str:
    facts = {"host": error.host or tr("the server"), "detail": error.detail}
    match error:
        case errors.AuthFailed():
            return tr("{host} does not accept the password. Enter it again.").format(**facts)
        case errors.TlsRefused():
            return tr("No safe connection to {host}. The password was not sent.").format(**facts)
        case errors.QuotaFull():
            return tr("The mailbox is full. Make room, then it goes on.").format(**facts)
        case errors.RecipientsRefused():
            return tr("Not sent. The server refused the recipient ({code}).").format(
                code=error.code or "–"
            )
        case errors.CheckpointLost():
            return tr("{host} did not keep the copy as it was written. Try again later.").format(
                **facts
            )
        case errors.MailMissing():
            return tr("This mail can no longer be fetched. Somebody may have moved or deleted it.")
        case errors.FolderMissing():
            return tr("A folder of the mailbox is missing: {detail}").format(**facts)
        case _:
            return tr("{host} refused: {detail}").format(**facts)


def _store_error(error: errors.StoreError) -> str:
    match error:
        case errors.StoreFull():
            return tr("The disk is full. Receiving and sending wait for room.")
        case errors.StoreLocked():
            return tr("Another Mailroom is open with this profile. Close it first.")
        case errors.StoreTooNew():
            return tr("A newer Mailroom wrote these files. Update Mailroom.")
        case errors.StoreReadOnly():
            return tr("{path} cannot be written. Check its permissions.").format(path=error.path)
        case _:
            return tr("A file was damaged. It was kept as {path}.").format(path=error.path)
