<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New case from a call…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receive now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail accounts…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reply to all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sure? Ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escalate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I take this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snooze…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to Filtered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring back from Filtered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the case go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All actions…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compact list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roomy rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer and progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next overdue escalation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the mailbox…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the mail as received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice mailbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Mailroom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L{level} {kind}: {whom}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state} (asked by {who}, {when})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{standing}, answer by {until}: {left}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mailroom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sentence} (not confirmed yet)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sentence} (not applied: {why})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} removed the owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} gave the case to {whom}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} set level L{level}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} put the label “{label}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} took off the label “{label}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} put it off until {until}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} marked it done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} opened it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is time again: back in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} ended the snooze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} moved it to Filtered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} brought it back from Filtered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} opened this case from a phone call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} began to write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} let the case go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} asked to take over writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} took over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent, but refused for {addresses}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent: the server refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not known whether this reply was sent; {who} went on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} sent without the team&apos;s record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} took another case into this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} took the cases apart again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} made a new case of some mails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} moved a mail to another case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} added for the addressee: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} withdrew the escalation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} handed the case back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The escalation mail came back as undeliverable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The escalation mail could not be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} escalated to {whom} (L{level}, {kind})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sentence}, answer by {until}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note by {who} (not applied, kept for you)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note by {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call from {whom}, taken by {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} called {whom}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} called {whom}, not reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{by} has seen the escalation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{by} (spoken)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{by} answered: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(removed label)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sentence}: {remark}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The team record has a gap. View only; tell your lead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiving stopped at {since}. Enter the password again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline since {since}. Replies wait in the outbox, not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest first ({done} / {total}). You can work already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synced {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in cases {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>filtered {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unreadable {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still to come {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received {n} = {parts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unsent {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unconfirmed {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>me, other PC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer to the escalation is here. Apply it and tell the customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered outside Mailroom. If that settles it, mark it done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has this case yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The escalation to {who} came back as undeliverable. Ask another way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} has been told. The case stays with you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for {who} ({level})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sentence}: answer by {until}, {left}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} is writing a reply (since {time}). Notes are always possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>----- Forwarded mail -----
From: {who}
Date: {at}
Subject: {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{at} {who}:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overdue escalations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+{n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (me)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Members</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escalation L{level} to {who}, #{number} {subject}: {late}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next {time} L{level} {category}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next deadline of an escalation: {who}, #{number} {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in 30 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in 1 hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in 2 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this evening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tomorrow morning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next Monday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in a week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tomorrow {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{date} ({weekday})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{span} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{span} over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{m} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{d} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{h} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fri</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}</source>
        <comment>a person, politely</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases of {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found for “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to reply to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) have no owner.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n new ↑</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Overdue escalations {n}: L{level} {who}, {late}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label “{label}” put</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Label “{label}” put on %n case(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Owner removed from %n case(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Given to {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) given to {who}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>You have this case</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>You have %n case(s) more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) done</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) open again</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Snoozed until {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) snoozed until {when}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Label “{label}” taken off %n case(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) moved to Filtered. Nothing is deleted.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) brought back</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) merged into this one</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Let go. Others can answer now; your draft is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are shown as: {presence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more to go</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>That was the last one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose two or more cases first (X or Shift+arrows).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Typed into the list, so nothing was done. Click into a text first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for new mail…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in Mailroom itself. Nothing of yours is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The team&apos;s rules do not allow this now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} began first. Your text is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reply to this case is just being sent. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The case is escalated. Only {who} can go on until it is answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your hold on this case has ended. Your text is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You do not hold this case any more. Your text is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a lead can do this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are not a member of this team.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something new came in that you have not seen yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} changed this at the same time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} changed this label at the same time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The case is already done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The case is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is already so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has been changed since, so it cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} escalated this case first. Your text became a note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This case has no open escalation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An escalation is open. Wait for the answer or withdraw it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is too early for this. {who} still has time to answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is the same case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A trainee asks for a check first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” cannot be used here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no server named {host}. Check the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} cannot be reached. Check the network; trying again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} allows no more connections. Mailroom asks less often now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} does not answer. Trying again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to {host} was lost. Trying again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} does not accept the password. Enter it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No safe connection to {host}. The password was not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mailbox is full. Make room, then it goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent. The server refused the recipient ({code}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder of the mailbox is missing: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} refused: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Receiving and sending wait for room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Mailroom is open with this profile. Close it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer Mailroom wrote these files. Update Mailroom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be written. Check its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file was damaged. It was kept as {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held by {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I am not sure how to go on. What would you do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking for the case…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They know; nothing is decided. The case stays with you and goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They look whether it is right. The case stays with you and waits for the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They say how to go on. The case stays with you and waits for the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They say yes or no. The case stays with you and waits for the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They take the case. You can still tell the customer that it takes a while.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} and {others} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{recipients}, {files} attached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} &lt;{addr}&gt;</source>
        <comment>a customer, politely</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thank you for writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thank you for writing to us.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We check and come back (interim)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We need one more detail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So that we can look into it, please tell us the following:

- 
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sorry for the delay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We are sorry to have kept you waiting.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If anything is unclear, please write to us again.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thank you for writing to us.
We are checking the matter and will come back to you.
We are sorry to keep you waiting.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To reply (mine)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked of me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reply overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escalated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filtered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By deadline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instruct me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I take it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instruct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer in words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bounced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks for the person in charge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs special knowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negotiates an amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs authority or approval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Will take long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gets worse with delay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in the handbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer is upset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outage or emergency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sure, asking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gone home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Member</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trainee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves in a moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent: please look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused by the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May have been sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roomy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no sender)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Internal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>automatic reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undeliverable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mailing list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It opened this case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It answers a mail of this case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It refers to a mail of this case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It answers the same earlier mail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It carries our number of this case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same subject, same sender, marked as a reply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It returns a mail of this case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It answers an escalation of this case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its case was merged into this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody moved it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody split it off to here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {sender}  To {to}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{route}  Cc {cc}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>Mailroom {version}

A team&apos;s shared mailbox as cases: one owner, one reply, nothing forgotten. The mailbox is the only server.

Asking for help is part of the work. Nobody is held responsible for having asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Mailroom</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswerRecorder</name>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write down what was said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record a spoken answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was said, as close as you can</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In your words</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Attachments</name>
    <message>
        <source>Large: some servers refuse it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {file} off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attachment {file}, press to take it off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaseHeader</name>
    <message>
        <source>Back to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer and progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No owner</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaseList</name>
    <message>
        <source>Order of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CasePane</name>
    <message>
        <source>Choose a case on the left.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaseView</name>
    <message>
        <source>Cases</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Save note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save phone note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the new mail first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else is answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft saved {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Composer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComposerActs</name>
    <message>
        <source>Note saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone note saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft thrown away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft of a reply, for whoever answers:

{text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your draft is now a note in the case</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComposerHead</name>
    <message>
        <source>Reply to customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More room to write</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EscalationForm</name>
    <message>
        <source>Escalation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record a spoken answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please check this reply before it goes to the customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raised to {level}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escalation #{number} {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send to {name} (inside the house)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>extension {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no number is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone {name}: {number}. Send the request too, so that it is on record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inside the house</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EscalationSent</name>
    <message>
        <source>Tell the customer “We are checking and will come back to you”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On its way to {name} (inside the house). Answer by {due}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>About this case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n other case(s) of this customer</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Escalation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the escalation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{when} {who}: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>First reply by {due} ({left})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Related cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why these mails are here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeepActions</name>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keyboard</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LockBar</name>
    <message>
        <source>Ask to hand it over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give my draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You asked {who} to hand it over. Waiting for the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} began first ({at}). Your draft is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} is writing a reply (since {at}).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MailCard</name>
    <message>
        <source>unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has attachments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More about this mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text of this mail is not on this PC yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) of the web not loaded</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n quoted line(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Hide the quote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MomentPicker</name>
    <message>
        <source>Another time…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewMailWatch</name>
    <message>
        <source>I have read it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new mail came from the customer. Read it before you send.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else answered or called meanwhile. Read it before you send.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoteTab</name>
    <message>
        <source>Internal note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the team sees this. It never goes to the customer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OpenEscalation</name>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record a spoken answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the customer it takes a while</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What shall they know too?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send (inside the house)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why is it settled? They will be told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked by {who} at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer by {time} ({left})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who}: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told {who} too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdrawn; {who} is told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is recorded</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhoneTab</name>
    <message>
        <source>Who called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reached?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was said, in a line or two</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuoteFold</name>
    <message>
        <source>Quoted mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Quoted mail (%n line(s))</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recipients</name>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add Cc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {address}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a mail address: {pieces}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter whom it goes to.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReplyActions</name>
    <message>
        <source>Send and done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for a check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send to customer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReplyTab</name>
    <message>
        <source>Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reply to the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text mentions an attachment, but no file is added.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RequestForm</name>
    <message>
        <source>Ask for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Criterion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What shall they decide or do? One or two sentences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <comment>it happened</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is blamed for asking.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RequestPage</name>
    <message>
        <source>nobody is set for {level} {name}, so it goes to a lead</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RequestSide</name>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who gets it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer is not among the recipients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail as it arrives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who gets it, and when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another address…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now: the mail goes to them (inside the house)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time}: the answer is due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after that: on top of everybody&apos;s screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is set for this level. Choose somebody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{presence} until {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search  Ctrl+F</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SendBar</name>
    <message>
        <source>Cancel sending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending to {recipients}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Will be sent to {recipients}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sentence} ({seconds} s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We cannot tell whether it left. It may have arrived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The team&apos;s record cannot be reached for 10 minutes. Others may be answering too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send unchecked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent. The server knows no such address ({code}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent. The server answered: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent yet. A new mail came from the customer while you wrote.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent yet. {why}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Views</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceDialog</name>
    <message>
        <source>The mail as received</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Enter the password</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextField</name>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in, or press Unknown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowActs</name>
    <message>
        <source>Split off into a new case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the mail as received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the attachment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not applied. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not applied. {why} Your text is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept as a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it a note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_WordsPanel</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
