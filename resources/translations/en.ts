<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>%n case(s) have no owner.</source>
        <translation>
            <numerusform>%n case has no owner.</numerusform>
            <numerusform>%n cases have no owner.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new ↑</source>
        <translation>
            <numerusform>%n new ↑</numerusform>
            <numerusform>%n new ↑</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Label “{label}” put on %n case(s)</source>
        <translation>
            <numerusform>Label “{label}” put on %n case</numerusform>
            <numerusform>Label “{label}” put on %n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Owner removed from %n case(s)</source>
        <translation>
            <numerusform>Owner removed from %n case</numerusform>
            <numerusform>Owner removed from %n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) given to {who}</source>
        <translation>
            <numerusform>%n case given to {who}</numerusform>
            <numerusform>%n cases given to {who}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You have %n case(s) more</source>
        <translation>
            <numerusform>You have %n case more</numerusform>
            <numerusform>You have %n cases more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) done</source>
        <translation>
            <numerusform>%n case done</numerusform>
            <numerusform>%n cases done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) open again</source>
        <translation>
            <numerusform>%n case open again</numerusform>
            <numerusform>%n cases open again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) snoozed until a mail comes</source>
        <translation>
            <numerusform>Snoozed until a mail comes</numerusform>
            <numerusform>%n cases snoozed until a mail comes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) snoozed until {when}</source>
        <translation>
            <numerusform>%n case snoozed until {when}</numerusform>
            <numerusform>%n cases snoozed until {when}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Label “{label}” taken off %n case(s)</source>
        <translation>
            <numerusform>Label “{label}” taken off %n case</numerusform>
            <numerusform>Label “{label}” taken off %n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) moved to Filtered. Nothing is deleted.</source>
        <translation>
            <numerusform>%n case moved to Filtered. Nothing is deleted.</numerusform>
            <numerusform>%n cases moved to Filtered. Nothing is deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) brought back</source>
        <translation>
            <numerusform>%n case brought back</numerusform>
            <numerusform>%n cases brought back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) merged into this one</source>
        <translation>
            <numerusform>%n case merged into this one</numerusform>
            <numerusform>%n cases merged into this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Gone home. %n case(s) you were answering went back; your drafts are kept.</source>
        <translation>
            <numerusform>Gone home. %n case you were answering went back; your draft is kept.</numerusform>
            <numerusform>Gone home. %n cases you were answering went back; your drafts are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) you were answering went back; your drafts are kept.</source>
        <translation>
            <numerusform>Nobody was here: %n case you were answering went back; your draft is kept.</numerusform>
            <numerusform>Nobody was here: %n cases you were answering went back; your drafts are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more to go</source>
        <translation>
            <numerusform>%n more to go</numerusform>
            <numerusform>%n more to go</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) to your escalations</source>
        <translation>
            <numerusform>%n answer to your escalations</numerusform>
            <numerusform>%n answers to your escalations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) to you</source>
        <translation>
            <numerusform>%n question to you</numerusform>
            <numerusform>%n questions to you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) you promised a customer within 10 minutes</source>
        <translation>
            <numerusform>%n promise to a customer within 10 minutes</numerusform>
            <numerusform>%n promises to customers within 10 minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) handed over to you</source>
        <translation>
            <numerusform>%n case handed over to you</numerusform>
            <numerusform>%n cases handed over to you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) of yours could not leave for half an hour</source>
        <translation>
            <numerusform>%n mail of yours could not leave for half an hour</numerusform>
            <numerusform>%n mails of yours could not leave for half an hour</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) of yours that had to wait have left</source>
        <translation>
            <numerusform>%n mail of yours that had to wait has left</numerusform>
            <numerusform>%n mails of yours that had to wait have left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) of yours were not sent: look into the outbox</source>
        <translation>
            <numerusform>%n mail of yours was not sent: look into the outbox</numerusform>
            <numerusform>%n mails of yours were not sent: look into the outbox</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) for you to check before they leave</source>
        <translation>
            <numerusform>%n mail for you to check before it leaves</numerusform>
            <numerusform>%n mails for you to check before they leave</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) of yours approved: send them now</source>
        <translation>
            <numerusform>%n mail of yours approved: send it now</numerusform>
            <numerusform>%n mails of yours approved: send them now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) of yours returned: see what to change</source>
        <translation>
            <numerusform>%n mail of yours returned: see what to change</numerusform>
            <numerusform>%n mails of yours returned: see what to change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s): level {level}</source>
        <translation>
            <numerusform>Level {level}</numerusform>
            <numerusform>%n cases: level {level}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done.</source>
        <translation>
            <numerusform>%n done.</numerusform>
            <numerusform>%n done.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not done: {why}</source>
        <translation>
            <numerusform>%n not done: {why}</numerusform>
            <numerusform>%n not done: {why}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n left as they were.</source>
        <translation>
            <numerusform>Stopped; %n left as it was.</numerusform>
            <numerusform>Stopped; %n left as they were.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) exported: {name}</source>
        <translation>
            <numerusform>%n mail exported: {name}</numerusform>
            <numerusform>%n mails exported: {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) written: {name}</source>
        <translation>
            <numerusform>%n case written: {name}</numerusform>
            <numerusform>%n cases written: {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Somebody would like to go on with %n case(s) of yours</source>
        <translation>
            <numerusform>Somebody would like to go on with %n case of yours</numerusform>
            <numerusform>Somebody would like to go on with %n cases of yours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) of the customer</source>
        <translation>
            <numerusform>%n mail of the customer</numerusform>
            <numerusform>%n mails of the customer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) of the night were matched to how things stand. Nothing is sent in bulk.</source>
        <translation>
            <numerusform>%n missed step of the night settled; nothing sent in bulk.</numerusform>
            <numerusform>%n missed steps of the night settled; nothing sent in bulk.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) missed while the PC was off were matched to how things stand. Nothing is sent in bulk.</source>
        <translation>
            <numerusform>%n step missed while the PC was off was settled; nothing sent in bulk.</numerusform>
            <numerusform>%n steps missed while the PC was off were settled; nothing sent in bulk.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) saved</source>
        <translation>
            <numerusform>%n file saved</numerusform>
            <numerusform>%n files saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) taken in.</source>
        <translation>
            <numerusform>%n mail taken in.</numerusform>
            <numerusform>%n mails taken in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n is/are a case already.</source>
        <translation>
            <numerusform>%n is a case already.</numerusform>
            <numerusform>%n are a case already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n left out.</source>
        <translation>
            <numerusform>Stopped; %n left out.</numerusform>
            <numerusform>Stopped; %n left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> (and %n more)</source>
        <translation>
            <numerusform> (and %n more)</numerusform>
            <numerusform> (and %n more)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and one more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open case(s)</source>
        <translation>
            <numerusform>%n open case</numerusform>
            <numerusform>%n open cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) in all</source>
        <translation>
            <numerusform>%n case in all</numerusform>
            <numerusform>%n cases in all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s)</source>
        <translation>
            <numerusform>%n mail</numerusform>
            <numerusform>%n mails</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s)</source>
        <translation>
            <numerusform>%n case</numerusform>
            <numerusform>%n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing found here. %n case(s) in “{view}”.</source>
        <translation>
            <numerusform>Nothing found here. %n case in “{view}”.</numerusform>
            <numerusform>Nothing found here. %n cases in “{view}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more before</source>
        <translation>
            <numerusform>%n more before</numerusform>
            <numerusform>%n more before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Needs a look (%n)</source>
        <translation>
            <numerusform>Needs a look (%n)</numerusform>
            <numerusform>Needs a look (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Goes when there is a connection (%n)</source>
        <translation>
            <numerusform>Goes when there is a connection (%n)</numerusform>
            <numerusform>Goes when there is a connection (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Can go as it is (%n)</source>
        <translation>
            <numerusform>Can go as it is (%n)</numerusform>
            <numerusform>Can go as it is (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On its way (%n)</source>
        <translation>
            <numerusform>On its way (%n)</numerusform>
            <numerusform>On its way (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Booked for later (%n)</source>
        <translation>
            <numerusform>Booked for later (%n)</numerusform>
            <numerusform>Booked for later (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sent today (%n)</source>
        <translation>
            <numerusform>Sent today (%n)</numerusform>
            <numerusform>Sent today (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArrivalDialog</name>
    <message numerus="yes">
        <source>All rules together would touch %n case(s).</source>
        <translation>
            <numerusform>All rules together would touch one case.</numerusform>
            <numerusform>All rules together would touch %n cases.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArrivalPage</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AssignPicker</name>
    <message numerus="yes">
        <source>Assign %n case(s)</source>
        <translation>
            <numerusform>Assign %n case</numerusform>
            <numerusform>Assign %n cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message numerus="yes">
        <source>%n case(s) selected</source>
        <translation>
            <numerusform>%n case selected</numerusform>
            <numerusform>%n cases selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CalendarPage</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deadline(s) will move:</source>
        <translation>
            <numerusform>%n deadline will move:</numerusform>
            <numerusform>%n deadlines will move:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContactDialog</name>
    <message numerus="yes">
        <source>%n mail(s)</source>
        <translation>
            <numerusform>%n mail</numerusform>
            <numerusform>%n mails</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CriterionCard</name>
    <message numerus="yes">
        <source>%n mail(s) or more</source>
        <translation>
            <numerusform>%n mail or more</numerusform>
            <numerusform>%n mails or more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message numerus="yes">
        <source>Bring back all %n of this rule</source>
        <translation>
            <numerusform>Bring back the one of this rule</numerusform>
            <numerusform>Bring back all %n of this rule</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderDialog</name>
    <message numerus="yes">
        <source>%n mail(s)</source>
        <translation>
            <numerusform>%n mail</numerusform>
            <numerusform>%n mails</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FormatBar</name>
    <message numerus="yes">
        <source>%n picture(s) will be attached instead.</source>
        <translation>
            <numerusform>%n picture will be attached instead.</numerusform>
            <numerusform>%n pictures will be attached instead.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GoHomeDialog</name>
    <message numerus="yes">
        <source>%n case(s) that you are answering go back; drafts are kept.</source>
        <translation>
            <numerusform>%n case that you are answering goes back; its draft is kept.</numerusform>
            <numerusform>%n cases that you are answering go back; drafts are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Handed over %n case(s)</source>
        <translation>
            <numerusform>Handed over %n case</numerusform>
            <numerusform>Handed over %n cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message numerus="yes">
        <source>%n other case(s) of this customer</source>
        <translation>
            <numerusform>%n other case of this customer</numerusform>
            <numerusform>%n other cases of this customer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s)</source>
        <translation>
            <numerusform>%n mail</numerusform>
            <numerusform>%n mails</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabelPage</name>
    <message numerus="yes">
        <source>%n case(s)</source>
        <translation>
            <numerusform>%n case</numerusform>
            <numerusform>%n cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabelPicker</name>
    <message numerus="yes">
        <source>Labels of %n case(s)</source>
        <translation>
            <numerusform>Labels of %n case</numerusform>
            <numerusform>Labels of %n cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeavingDialog</name>
    <message numerus="yes">
        <source>%n open case(s) still belong to {who}.</source>
        <translation>
            <numerusform>%n open case still belongs to {who}.</numerusform>
            <numerusform>%n open cases still belong to {who}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MailFilesDialog</name>
    <message numerus="yes">
        <source>%n mail file(s)</source>
        <translation>
            <numerusform>%n mail file</numerusform>
            <numerusform>%n mail files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MeaningPage</name>
    <message numerus="yes">
        <source>It has %n member(s).</source>
        <translation>
            <numerusform>It has %n member.</numerusform>
            <numerusform>It has %n members.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %n mail(s) in the mailbox.</source>
        <translation>
            <numerusform>There are %n mail in the mailbox.</numerusform>
            <numerusform>There are %n mails in the mailbox.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n newer mail(s) can become open cases.</source>
        <translation>
            <numerusform>At most %n newer mail can become open cases.</numerusform>
            <numerusform>At most %n newer mails can become open cases.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemberList</name>
    <message numerus="yes">
        <source>%n case(s) of people who left: hand out…</source>
        <translation>
            <numerusform>%n case of somebody who left: hand out…</numerusform>
            <numerusform>%n cases of people who left: hand out…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message numerus="yes">
        <source>Make one case of %n case(s)</source>
        <translation>
            <numerusform>Make one case of %n case</numerusform>
            <numerusform>Make one case of %n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s)</source>
        <translation>
            <numerusform>%n mail</numerusform>
            <numerusform>%n mails</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MorningDialog</name>
    <message numerus="yes">
        <source>Hand out %n case(s)</source>
        <translation>
            <numerusform>Hand out %n case</numerusform>
            <numerusform>Hand out %n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Handed out %n case(s)</source>
        <translation>
            <numerusform>Handed out %n case</numerusform>
            <numerusform>Handed out %n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more stand in the list of cases.</source>
        <translation>
            <numerusform>%n more stands in the list of cases.</numerusform>
            <numerusform>%n more stand in the list of cases.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NotAppliedDialog</name>
    <message numerus="yes">
        <source>%n step(s) wait until there is a connection again.</source>
        <translation>
            <numerusform>%n step waits until there is a connection again.</numerusform>
            <numerusform>%n steps wait until there is a connection again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) are being confirmed.</source>
        <translation>
            <numerusform>%n step is being confirmed.</numerusform>
            <numerusform>%n steps are being confirmed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message numerus="yes">
        <source>Send %n</source>
        <translation>
            <numerusform>Send %n</numerusform>
            <numerusform>Send %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhoneCaseDialog</name>
    <message numerus="yes">
        <source>This customer has %n case(s).</source>
        <translation>
            <numerusform>This customer has %n case.</numerusform>
            <numerusform>This customer has %n cases.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PictureLine</name>
    <message numerus="yes">
        <source>%n picture(s) not shown</source>
        <translation>
            <numerusform>%n picture not shown</numerusform>
            <numerusform>%n pictures not shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracking picture(s) left out</source>
        <translation>
            <numerusform>%n tracking picture left out</numerusform>
            <numerusform>%n tracking pictures left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) could not be loaded</source>
        <translation>
            <numerusform>%n picture could not be loaded</numerusform>
            <numerusform>%n pictures could not be loaded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PictureTaker</name>
    <message numerus="yes">
        <source>%n picture(s), {size} in all: some servers refuse that much.</source>
        <translation>
            <numerusform>%n picture of {size}: some servers refuse that much.</numerusform>
            <numerusform>%n pictures, {size} in all: some servers refuse that much.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuoteFold</name>
    <message numerus="yes">
        <source>Forwarded mail (%n line(s))</source>
        <translation>
            <numerusform>Forwarded mail (%n line)</numerusform>
            <numerusform>Forwarded mail (%n lines)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Quoted mail (%n line(s))</source>
        <translation>
            <numerusform>Quoted mail (%n line)</numerusform>
            <numerusform>Quoted mail (%n lines)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message numerus="yes">
        <source>%n message(s), {size}</source>
        <translation>
            <numerusform>%n message, {size}</numerusform>
            <numerusform>%n messages, {size}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RedirectDialog</name>
    <message numerus="yes">
        <source>Only this mail goes on. %n other mail(s) of this case stay.</source>
        <translation>
            <numerusform>Only this mail goes on. %n other mail of this case stays.</numerusform>
            <numerusform>Only this mail goes on. %n other mails of this case stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RefusalBar</name>
    <message numerus="yes">
        <source>%n step(s) of yours were not applied. Nothing is lost.</source>
        <translation>
            <numerusform>%n step of yours was not applied. Nothing is lost.</numerusform>
            <numerusform>%n steps of yours were not applied. Nothing is lost.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulesDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deadline(s) move when this is saved.</source>
        <translation>
            <numerusform>%n deadline moves when this is saved.</numerusform>
            <numerusform>%n deadlines move when this is saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScriptCard</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Texts for this: %n</source>
        <translation>
            <numerusform>%n text for this</numerusform>
            <numerusform>%n texts for this</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SeatDialog</name>
    <message numerus="yes">
        <source>%n case(s) being answered go back.</source>
        <translation>
            <numerusform>%n case being answered goes back.</numerusform>
            <numerusform>%n cases being answered go back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting mail(s) leave under the name of who wrote them.</source>
        <translation>
            <numerusform>%n waiting mail leaves under the name of who wrote it.</numerusform>
            <numerusform>%n waiting mails leave under the name of who wrote them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SendBar</name>
    <message numerus="yes">
        <source>%n mail(s) are not sent yet. {why}</source>
        <translation>
            <numerusform>%n mail is not sent yet. {why}</numerusform>
            <numerusform>%n mails are not sent yet. {why}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SnoozePicker</name>
    <message numerus="yes">
        <source>Snooze %n case(s) until</source>
        <translation>
            <numerusform>Snooze %n case until</numerusform>
            <numerusform>Snooze %n cases until</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StallCard</name>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplatePreview</name>
    <message numerus="yes">
        <source>%n place(s) to be filled in by you</source>
        <translation>
            <numerusform>%n place to be filled in by you</numerusform>
            <numerusform>%n places to be filled in by you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimesPage</name>
    <message numerus="yes">
        <source>within %n day(s), later a new case</source>
        <translation>
            <numerusform>within %n day, later a new case</numerusform>
            <numerusform>within %n days, later a new case</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrialDialog</name>
    <message numerus="yes">
        <source>Would touch %n case(s)</source>
        <translation>
            <numerusform>Would touch one case</numerusform>
            <numerusform>Would touch %n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Done to %n case(s)</source>
        <translation>
            <numerusform>Done to one case</numerusform>
            <numerusform>Done to %n cases</numerusform>
        </translation>
    </message>
</context>
</TS>
