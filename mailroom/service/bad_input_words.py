"""What the command line says of input it cannot use, by field and detail: Japanese and English."""

from __future__ import annotations

BAD_INPUT: dict[tuple[str, str], tuple[str, str]] = {
    ("profile", "missing"): (
        "プロフィール {0} はありません。profile add で作ってください。",
        "there is no profile {0}; make it with: profile add {0}",
    ),
    ("profile", "exists"): (
        "プロフィール {} はもうあります。別の名前にしてください。",
        "the profile {} exists already; choose another name",
    ),
    ("profile", "name"): (
        "プロフィール名 {} は使えません。文字・数字・- _ . で 40 字までにしてください。",
        "{!r} cannot be a profile name; use letters, digits, - _ . and at most 40 of them",
    ),
    ("profile", "several"): (
        "--profile で選んでください: {}",
        "choose one with --profile: {}",
    ),
    ("profile", "none"): (
        "プロフィールがまだありません。profile add で作ってください。",
        "there is no profile yet; make one with: profile add NAME",
    ),
    ("password", "missing"): (
        "{} のパスワードがありません。--password-stdin か変数 MAILROOM_PASSWORD で渡してください。",
        "no password for {}; give it by --password-stdin or the variable MAILROOM_PASSWORD",
    ),
    ("imap", "not-loopback"): (
        "--plaintext-loopback はこの PC のサーバーだけに使えます: {0}",
        "--plaintext-loopback is for a server on this PC only, not for {0}",
    ),
    ("smtp", "not-loopback"): (
        "--plaintext-loopback はこの PC のサーバーだけに使えます: {0}",
        "--plaintext-loopback is for a server on this PC only, not for {0}",
    ),
    ("smtp", "missing"): (
        "{0} には送信サーバーがありません。profile add の --smtp で指定してください。",
        "{0} has no server for sending; give it by --smtp to profile add",
    ),
    ("imap", "server"): (
        "サーバーは HOST か HOST:PORT で書いてください: {0}",
        "write the server as HOST or HOST:PORT, not {0!r}",
    ),
    ("smtp", "server"): (
        "サーバーは HOST か HOST:PORT で書いてください: {0}",
        "write the server as HOST or HOST:PORT, not {0!r}",
    ),
    ("arguments", ""): ("引数が正しくありません: {0}", "{0} (--help tells more)"),
    ("text", "missing"): (
        "文章がありません。--text か --text-file で渡してください。",
        "there is no text; give it by --text or --text-file",
    ),
    ("mailto", ""): (
        "新規メールのリンク(mailto:)ではありません: {0}",
        "this is no mailto: link: {0}",
    ),
    ("subject", "missing"): (
        "件名を入れてください。",
        "a new mail needs a subject: --subject",
    ),
    ("from", "unknown"): (
        "{0} はこのチームの差出人ではありません。",
        "the team does not write as {0}: see 'do identity'",
    ),
    ("to", "missing"): (
        "宛先がありません。--to で渡してください。",
        "no recipient; give one by --to",
    ),
    ("redirect", "none"): (
        "転送できるお客様のメールがありません。",
        "there is no mail of a customer that could go on",
    ),
    ("redirect", ""): (
        "{0} はこのチームか、このメールを書いた人です。別の窓口を選んでください。",
        "{0} is this team, or who wrote the mail; choose another desk",
    ),
    ("time", ""): (
        "時刻は +90m、+4h、+2d か 2025-11-22 15:00 のように書いてください: {0}",
        "write a time like +90m, +4h, +2d or 2025-11-22 15:00, not {0!r}",
    ),
    ("address", ""): (
        "メールアドレスではありません: {0}",
        "{0!r} is not a mail address",
    ),
    ("escalation", "missing"): (
        "案件 {0} にエスカレーションはありません。",
        "case {0} has no escalation",
    ),
    ("approval", "missing"): (
        "案件 {0} に確認待ちのメールはありません。",
        "case {0} has no mail that waits for approval",
    ),
    ("approval", "file"): (
        "確認されたファイル {0} がこの PC にないか、変わっています。もう一度確認を頼んでください。",
        "the file {0} that was looked at is not on this PC or has changed; ask for a check again",
    ),
    ("report", "inside"): (
        "社内だけの言葉が入っています。消してから送ってください: {0}",
        "this is said in the house only; take it out first: {0}",
    ),
    ("draft", "missing"): (
        "案件 {0} には、このPCに書きかけの返信がありません。--text で文章を渡してください。",
        "case {0} has no draft of a reply on this PC; give the words with --text",
    ),
    ("draft", "shared"): (
        "案件 {0} には、共有されている下書きがありません。",
        "case {0} has no draft that is shown to the team",
    ),
    ("draft", "several"): (
        "案件 {0} では複数の下書きが共有されています。--of で誰のものか指定してください。",
        "case {0} shows drafts of several people; say whose with --of",
    ),
    ("draft", "long"): (
        "下書きが長すぎて共有できません({0} kB まで)。ファイルに保存して渡してください。",
        "the draft is too long to be shared (up to {0} kB); save it as a file and hand that over",
    ),
    ("approval", "long"): (
        "確認を頼むには長すぎます（{0} kB まで）。引用を短くしてください。",
        "too long to ask for a check (up to {0} kB); shorten the quotation",
    ),
    ("outbox", "another"): (
        "この案件で別の返信を書いている途中です。先にそちらを送るか破棄してください（{0}）。",
        "another reply to this case is being written; send or discard that one first ({0})",
    ),
    ("outbox", ""): (
        "このメールは、もう送信中か、ほかで決まっています（{0}）。",
        "this mail is on its way already, or something was decided about it ({0})",
    ),
    ("outbox", "missing"): (
        "送信トレイに {0} はありません。",
        "there is no mail {0} in the outbox",
    ),
    ("case", ""): ("案件 {} はありません。", "there is no case {}"),
    ("person", ""): (
        "{} というメンバーはいません。",
        "there is no member {}",
    ),
    ("label", ""): (
        "ラベル {} はありません。label-define で作れます。",
        "there is no label {}; label-define makes one",
    ),
    ("template", "blank"): (
        "定型文の「{}」がまだ埋まっていません。文章を --text で渡してください。",
        "{} in the template is not filled in; give the words by --text instead",
    ),
    ("template", "html"): (
        "--template と --html は同時に使えません。どちらか一つにしてください。",
        "give --template or --html, not both",
    ),
    ("template", ""): (
        "定型文 {} はありません。template-define で作れます。",
        "there is no template {}; template-define makes one",
    ),
    ("templates", "line"): (
        "{} 行目に名前か本文がありません。何も変えていません。",
        "line {} has no name or no text; nothing was changed",
    ),
    ("templates", "lines"): (
        "表が空か、長すぎます。何も変えていません。",
        "the table is empty or too long; nothing was changed",
    ),
    ("templates", ""): (
        "最初の行に列の名前(分類、名前、件名、本文)を書いてください。",
        "the first line must name the columns: Category, Name, Subject, Text",
    ),
    ("html", "differs"): (
        "書式つきの本文と文字だけの本文の内容が違うため、送れません。",
        "the formatted words and the plain ones differ, so nothing was sent",
    ),
    ("file", ""): ("ファイル {} を読めません。", "cannot read the file {}"),
}
"""The value that was given stands for ``{0}``; a detail of "" is said where no other fits."""
