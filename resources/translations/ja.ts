<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Case</source>
        <translation>案件(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>移動(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>ツール(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>New case from a call…</source>
        <translation>電話から新しい案件…</translation>
    </message>
    <message>
        <source>Receive now</source>
        <translation>今すぐ受信</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>印刷…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>設定…</translation>
    </message>
    <message>
        <source>Mail accounts…</source>
        <translation>メールアカウント…</translation>
    </message>
    <message>
        <source>Team…</source>
        <translation>チーム…</translation>
    </message>
    <message>
        <source>Change seat…</source>
        <translation>席を替わる…</translation>
    </message>
    <message>
        <source>Hand over and go home…</source>
        <translation>申し送りをして退勤…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>New mail…</source>
        <translation>新規メール…</translation>
    </message>
    <message>
        <source>Take in mail files (.eml)…</source>
        <translation>メールのファイル (.eml) を取り込む…</translation>
    </message>
    <message>
        <source>Reply to all</source>
        <translation>全員に返信</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>転送</translation>
    </message>
    <message>
        <source>Send on to another desk…</source>
        <translation>別の窓口へ転送…</translation>
    </message>
    <message>
        <source>Write in a window of its own</source>
        <translation>別のウィンドウで書く</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>社内メモ</translation>
    </message>
    <message>
        <source>Phone note</source>
        <translation>電話メモ</translation>
    </message>
    <message>
        <source>Not sure? Ask</source>
        <translation>迷ったら相談</translation>
    </message>
    <message>
        <source>Tell the customer it takes a while</source>
        <translation>お待たせ連絡を書く</translation>
    </message>
    <message>
        <source>Report to a client…</source>
        <translation>クライアントへの報告…</translation>
    </message>
    <message>
        <source>Escalate</source>
        <translation>エスカレーション</translation>
    </message>
    <message>
        <source>I take this</source>
        <translation>自分が担当する</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>担当…</translation>
    </message>
    <message>
        <source>Label…</source>
        <translation>ラベル…</translation>
    </message>
    <message>
        <source>Snooze…</source>
        <translation>保留…</translation>
    </message>
    <message>
        <source>Promise a time…</source>
        <translation>お約束…</translation>
    </message>
    <message>
        <source>Stop the clock, or let it run on…</source>
        <translation>時計を止める/動かす…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>再開する</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>案件をまとめる…</translation>
    </message>
    <message>
        <source>I answered from another program</source>
        <translation>私が送りました(Mailroom の外から)</translation>
    </message>
    <message>
        <source>Page of this customer…</source>
        <translation>このお客様のページ…</translation>
    </message>
    <message>
        <source>Why is the mail in this case?…</source>
        <translation>なぜこの案件に?…</translation>
    </message>
    <message>
        <source>Move to Filtered</source>
        <translation>除外に移す</translation>
    </message>
    <message>
        <source>Bring back from Filtered</source>
        <translation>除外から戻す</translation>
    </message>
    <message>
        <source>Let the case go</source>
        <translation>案件を手放す</translation>
    </message>
    <message>
        <source>Ask for the case or take it over…</source>
        <translation>譲ってもらう・引き継ぐ…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Print the list…</source>
        <translation>一覧を印刷…</translation>
    </message>
    <message>
        <source>Export this case…</source>
        <translation>案件を書き出す…</translation>
    </message>
    <message>
        <source>Write the list as a ledger (CSV)…</source>
        <translation>一覧を台帳 (CSV) に書き出す…</translation>
    </message>
    <message>
        <source>Next place that was found</source>
        <translation>次に見つかった所</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>All actions…</source>
        <translation>操作を探す…</translation>
    </message>
    <message>
        <source>Compact list</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>Normal rows</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>Roomy rows</source>
        <translation>ゆったり</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>文字を大きく</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>文字を小さく</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>文字を標準の大きさに</translation>
    </message>
    <message>
        <source>Mails as plain text</source>
        <translation>メールを文字だけで表示</translation>
    </message>
    <message>
        <source>Show older mail and signatures</source>
        <translation>引用と署名を表示</translation>
    </message>
    <message>
        <source>Customer and progress</source>
        <translation>お客様と経過</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>明るい配色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>暗い配色</translation>
    </message>
    <message>
        <source>Next case</source>
        <translation>次の案件</translation>
    </message>
    <message>
        <source>Previous case</source>
        <translation>前の案件</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>一覧に戻る</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>移動先を選ぶ…</translation>
    </message>
    <message>
        <source>Next overdue escalation</source>
        <translation>期限切れのエスカレーションへ</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>選択</translation>
    </message>
    <message>
        <source>Board of escalations…</source>
        <translation>エスカレーションの一覧…</translation>
    </message>
    <message>
        <source>Morning list…</source>
        <translation>朝の一覧…</translation>
    </message>
    <message>
        <source>What was not applied…</source>
        <translation>反映されなかった操作…</translation>
    </message>
    <message>
        <source>Unreadable mail…</source>
        <translation>読めないメール…</translation>
    </message>
    <message>
        <source>Stopped automatic mail…</source>
        <translation>止めた自動メール…</translation>
    </message>
    <message>
        <source>Where every mail went…</source>
        <translation>受信の台帳…</translation>
    </message>
    <message>
        <source>Check the mailbox…</source>
        <translation>メールボックスを点検…</translation>
    </message>
    <message>
        <source>Show the mail as received</source>
        <translation>元のメールを表示</translation>
    </message>
    <message>
        <source>Mend garbled text…</source>
        <translation>文字化けを直す…</translation>
    </message>
    <message>
        <source>Practice mailbox</source>
        <translation>練習用メールボックス</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>キーの一覧</translation>
    </message>
    <message>
        <source>About Mailroom</source>
        <translation>Mailroom について</translation>
    </message>
    <message>
        <source>L{level} {kind}: {whom}</source>
        <translation>L{level} {kind}: {whom}</translation>
    </message>
    <message>
        <source>{state} (asked by {who}, {when})</source>
        <translation>{state}({when} {who}から)</translation>
    </message>
    <message>
        <source>{standing}, answer by {until}</source>
        <translation>{standing} 回答期限 {until}</translation>
    </message>
    <message>
        <source>{standing}, answer by {until}: {left}</source>
        <translation>{standing} 回答期限 {until}({left})</translation>
    </message>
    <message>
        <source>A heads-up does not handle the case: it stays with {who}.</source>
        <translation>共有しても対応済みにはなりません。案件は{who}のままです。</translation>
    </message>
    <message>
        <source>{whom} has the case. {who} may still tell the customer to wait.</source>
        <translation>案件は{whom}が担当しています。お待たせ連絡は{who}から送れます。</translation>
    </message>
    <message>
        <source>The case stays with {who} and waits for the answer.</source>
        <translation>案件は{who}のまま、回答を待っています。</translation>
    </message>
    <message>
        <source>{who} took the case</source>
        <translation>{who}が担当になりました</translation>
    </message>
    <message>
        <source>Mailroom</source>
        <translation>Mailroom</translation>
    </message>
    <message>
        <source>{sentence} (not confirmed yet)</source>
        <translation>{sentence}(確認中)</translation>
    </message>
    <message>
        <source>{sentence} (not applied: {why})</source>
        <translation>{sentence}(反映されませんでした: {why})</translation>
    </message>
    <message>
        <source>{who}: {kind}</source>
        <translation>{who}: {kind}</translation>
    </message>
    <message>
        <source>Not applied. {why}</source>
        <translation>反映されませんでした。{why}</translation>
    </message>
    <message>
        <source>{name}: {said}</source>
        <translation>{name}: {said}</translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation>送信待ち</translation>
    </message>
    <message>
        <source>being confirmed</source>
        <translation>確認中</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>だれが</translation>
    </message>
    <message>
        <source>PC</source>
        <translation>PC</translation>
    </message>
    <message>
        <source>When</source>
        <translation>いつ</translation>
    </message>
    <message>
        <source>Written at</source>
        <translation>入力した時刻</translation>
    </message>
    <message>
        <source>Place in the record</source>
        <translation>記録の位置</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Name of the event</source>
        <translation>記録上の名前</translation>
    </message>
    <message>
        <source>asked, not confirmed yet</source>
        <translation>依頼済み(まだ確認されていません)</translation>
    </message>
    <message>
        <source>confirmed by the team&apos;s record</source>
        <translation>チームの記録で確認済み</translation>
    </message>
    <message>
        <source>not applied</source>
        <translation>反映されませんでした</translation>
    </message>
    <message>
        <source>[removed]</source>
        <translation>［削除されました］</translation>
    </message>
    <message>
        <source>[removed] {who}, {when}</source>
        <translation>［削除されました］ {who}・{when}</translation>
    </message>
    <message>
        <source>{who} removed the owner</source>
        <translation>{who}が担当を外しました</translation>
    </message>
    <message>
        <source>{who} gave the case to {whom}</source>
        <translation>{who}が担当を{whom}にしました</translation>
    </message>
    <message>
        <source>{who} left the case to the desk</source>
        <translation>{who}がこの案件を窓口に残しました</translation>
    </message>
    <message>
        <source>{who} handed the case over to {whom}</source>
        <translation>{who}がこの案件を{whom}に申し送りました</translation>
    </message>
    <message>
        <source>{who} set level L{level}</source>
        <translation>{who}がレベルを L{level} にしました</translation>
    </message>
    <message>
        <source>{who} put the label “{label}”</source>
        <translation>{who}がラベル「{label}」を付けました</translation>
    </message>
    <message>
        <source>{who} took off the label “{label}”</source>
        <translation>{who}がラベル「{label}」を外しました</translation>
    </message>
    <message>
        <source>{who} put it off until a mail comes</source>
        <translation>{who}が メールが届くまで保留にしました</translation>
    </message>
    <message>
        <source>{who} put it off until {until}</source>
        <translation>{who}が {until} まで保留にしました</translation>
    </message>
    <message>
        <source>{who} marked it done</source>
        <translation>{who}が完了にしました</translation>
    </message>
    <message>
        <source>{who} opened it again</source>
        <translation>{who}が再開しました</translation>
    </message>
    <message>
        <source>It is time again: back in the list</source>
        <translation>保留の時間が来たので一覧に戻りました</translation>
    </message>
    <message>
        <source>{who} ended the snooze</source>
        <translation>{who}が保留をやめました</translation>
    </message>
    <message>
        <source>{who} moved it to Filtered</source>
        <translation>{who}が除外に移しました</translation>
    </message>
    <message>
        <source>{who} brought it back from Filtered</source>
        <translation>{who}が除外から戻しました</translation>
    </message>
    <message>
        <source>Answered outside Mailroom; by whom and with which words is not known</source>
        <translation>Mailroom の外から返信されています(送った人と文面は分かりません)</translation>
    </message>
    <message>
        <source>{who} began this case with a mail</source>
        <translation>{who}がメールを送って、この案件を始めました</translation>
    </message>
    <message>
        <source>{who} opened this case from a phone call</source>
        <translation>{who}が電話からこの案件を開きました</translation>
    </message>
    <message>
        <source>{who} began to write</source>
        <translation>{who}が返信を書き始めました</translation>
    </message>
    <message>
        <source>{who} let the case go</source>
        <translation>{who}が案件を手放しました</translation>
    </message>
    <message>
        <source>{who} goes on writing</source>
        <translation>{who}はまだ続けると答えました</translation>
    </message>
    <message>
        <source>{who} asked to take over writing</source>
        <translation>{who}が「譲ってほしい」と伝えました</translation>
    </message>
    <message>
        <source>{who} took over</source>
        <translation>{who}が引き継ぎました</translation>
    </message>
    <message>
        <source>Sent, but refused for {addresses}</source>
        <translation>送信しましたが、{addresses} には届きませんでした</translation>
    </message>
    <message>
        <source>Not sent: the server refused</source>
        <translation>送られていません。サーバーが断りました</translation>
    </message>
    <message>
        <source>It is not known whether this reply was sent; {who} went on</source>
        <translation>この返信が送られたか確認できないまま、{who}が先へ進めました</translation>
    </message>
    <message>
        <source>{who} sent without the team&apos;s record</source>
        <translation>{who}がチームの記録を確認せずに送信しました</translation>
    </message>
    <message>
        <source>{who} took another case into this one</source>
        <translation>{who}が別の案件をここにまとめました</translation>
    </message>
    <message>
        <source>{who} took the cases apart again</source>
        <translation>{who}がまとめた案件を元に戻しました</translation>
    </message>
    <message>
        <source>{who} made a new case of some mails</source>
        <translation>{who}が一部のメールを新しい案件に分けました</translation>
    </message>
    <message>
        <source>{who} moved a mail to another case</source>
        <translation>{who}がメールを別の案件に移しました</translation>
    </message>
    <message>
        <source>{who} added for the addressee: {text}</source>
        <translation>{who}が追加で伝えました: {text}</translation>
    </message>
    <message>
        <source>{who} withdrew the escalation</source>
        <translation>{who}がエスカレーションを取り下げました</translation>
    </message>
    <message>
        <source>{who} handed the case back</source>
        <translation>{who}が案件を差し戻しました</translation>
    </message>
    <message>
        <source>The escalation mail came back as undeliverable</source>
        <translation>エスカレーションのメールが届かずに戻りました</translation>
    </message>
    <message>
        <source>The escalation mail could not be sent</source>
        <translation>エスカレーションのメールを送れませんでした</translation>
    </message>
    <message>
        <source>{who} founded the team “{name}”</source>
        <translation>{who}がチーム「{name}」を作りました</translation>
    </message>
    <message>
        <source>{who} works at the PC “{desk}”</source>
        <translation>{who}が PC「{desk}」を使い始めました</translation>
    </message>
    <message>
        <source>{who} took {whom} off the list of members</source>
        <translation>{who}が{whom}をメンバーから外しました</translation>
    </message>
    <message>
        <source>{who} changed the entry of {whom}</source>
        <translation>{who}が{whom}の登録内容を変えました</translation>
    </message>
    <message>
        <source>{who} set {whom} to “{presence}”</source>
        <translation>{who}が{whom}の在席を「{presence}」にしました</translation>
    </message>
    <message>
        <source>{who} changed as whom the team writes</source>
        <translation>{who}が差出人の設定を変えました</translation>
    </message>
    <message>
        <source>{who} added the mailbox {address}</source>
        <translation>{who}がメールボックス {address} を加えました</translation>
    </message>
    <message>
        <source>{who} sent the mail on to {desk}</source>
        <translation>{who}が {desk} へメールを転送しました</translation>
    </message>
    <message>
        <source>{who} changed the label “{label}”</source>
        <translation>{who}がラベル「{label}」を変えました</translation>
    </message>
    <message>
        <source>{who} changed the levels and deadlines</source>
        <translation>{who}がレベルと期限を変えました</translation>
    </message>
    <message>
        <source>{who} gave the team a new key</source>
        <translation>{who}がチームの鍵を新しくしました</translation>
    </message>
    <message>
        <source>{who} allowed the steps of a newer Mailroom</source>
        <translation>{who}が新しい Mailroom の操作を使えるようにしました</translation>
    </message>
    <message>
        <source>{who} tidied up the team&apos;s record</source>
        <translation>{who}がチームの記録を整理しました</translation>
    </message>
    <message>
        <source>{who} rebuilt the team&apos;s record</source>
        <translation>{who}がチームの記録を立て直しました</translation>
    </message>
    <message>
        <source>{who} removed words for good</source>
        <translation>{who}が書かれた内容を完全に削除しました</translation>
    </message>
    <message>
        <source>{who} escalated to {whom} (L{level}, {kind})</source>
        <translation>{who}が{whom}へエスカレーション(L{level}・{kind})</translation>
    </message>
    <message>
        <source>{sentence}, answer by {until}</source>
        <translation>{sentence} 回答期限 {until}</translation>
    </message>
    <message>
        <source>Note by {who} (not applied, kept for you)</source>
        <translation>{who}のメモ(反映されませんでした。控えとして残しています)</translation>
    </message>
    <message>
        <source>Note by {who}</source>
        <translation>{who}のメモ</translation>
    </message>
    <message>
        <source>Request by {who}: another escalation was first</source>
        <translation>{who}の依頼(先にエスカレーションがあったため、メモとして残しました)</translation>
    </message>
    <message>
        <source>Call from {whom}, taken by {who}</source>
        <translation>{whom}様から電話、{who}が受けました</translation>
    </message>
    <message>
        <source>{who} called {whom}</source>
        <translation>{who}が{whom}様に電話しました</translation>
    </message>
    <message>
        <source>{who} called {whom}, not reached</source>
        <translation>{who}が{whom}様に電話、つながらず</translation>
    </message>
    <message>
        <source>{by} has seen the escalation</source>
        <translation>{by}がエスカレーションを確認しました</translation>
    </message>
    <message>
        <source>{by} (spoken)</source>
        <translation>{by}(口頭)</translation>
    </message>
    <message>
        <source>Not used: a mail by {by} carries a mark that we never made</source>
        <translation>反映していません: {by}からのメールの印は、こちらで作ったものではありません</translation>
    </message>
    <message>
        <source>Not used: {by} answered again what was settled: {what}</source>
        <translation>反映していません: {by}から、回答済みの件にもう一度「{what}」</translation>
    </message>
    <message>
        <source>Not used yet: an answer by {by}, whom nobody asked: {what}</source>
        <translation>まだ反映していません: 依頼していない{by}からの回答「{what}」</translation>
    </message>
    <message>
        <source>{by} answered when somebody else had it: {what}</source>
        <translation>{by}の回答(ほかの人が引き受けたあと): {what}</translation>
    </message>
    <message>
        <source>{by} answered: {what}</source>
        <translation>{by}の回答: {what}</translation>
    </message>
    <message>
        <source>{by} is away, says an automatic reply</source>
        <translation>{by}は不在です(自動応答)</translation>
    </message>
    <message>
        <source>{by} is away until {time}, says an automatic reply</source>
        <translation>{by}は {time} まで不在です(自動応答)</translation>
    </message>
    <message>
        <source>(removed label)</source>
        <translation>(削除されたラベル)</translation>
    </message>
    <message>
        <source>{who} raised it to {whom} (L{level})</source>
        <translation>{who}が{whom}(L{level})に上げました</translation>
    </message>
    <message>
        <source>{who} handed it back to the desk</source>
        <translation>{who}が窓口に差し戻しました</translation>
    </message>
    <message>
        <source>{who} lowered it to {whom} (L{level})</source>
        <translation>{who}が{whom}(L{level})に下げました</translation>
    </message>
    <message>
        <source>{who} did not let the answer count</source>
        <translation>{who}がこの回答を使わないことにしました</translation>
    </message>
    <message>
        <source>{who} sorted the answer: {what}</source>
        <translation>{who}が回答を仕分けました: {what}</translation>
    </message>
    <message>
        <source>{who} did as the answer says</source>
        <translation>{who}が回答どおりに反映しました</translation>
    </message>
    <message>
        <source>{who} told the customer</source>
        <translation>{who}がお客様へ連絡しました</translation>
    </message>
    <message>
        <source>The step of {time} was taken</source>
        <translation>{time} の予定を実行しました</translation>
    </message>
    <message>
        <source>{who} stopped the next step</source>
        <translation>{who}が次の予定を止めました</translation>
    </message>
    <message>
        <source>An automatic mail to {address} was stopped: {why}</source>
        <translation>{address} への自動メールを止めました: {why}</translation>
    </message>
    <message>
        <source>{who} let a stopped mail leave</source>
        <translation>{who}が、止めたメールを送ることにしました</translation>
    </message>
    <message>
        <source>{whom} is away: the next one is asked</source>
        <translation>{whom}は不在のため、次の人に頼みます</translation>
    </message>
    <message>
        <source>The escalation mail has arrived</source>
        <translation>エスカレーションのメールが届きました</translation>
    </message>
    <message>
        <source>nobody reads mail at this address</source>
        <translation>この宛先は誰も読みません</translation>
    </message>
    <message>
        <source>an earlier mail to this address came back</source>
        <translation>この宛先からは前のメールが戻ってきています</translation>
    </message>
    <message>
        <source>there were too many mails to this address in this case</source>
        <translation>この案件で、この宛先への自動メールが多すぎます</translation>
    </message>
    <message>
        <source>there were too many automatic mails to this address</source>
        <translation>この宛先への自動メールが多すぎます</translation>
    </message>
    <message>
        <source>A sign was shown: {name}</source>
        <translation>目安を示しました: {name}</translation>
    </message>
    <message>
        <source>{who} says that a criterion applies: {name}</source>
        <translation>{who}が目安に当てはまるとしました: {name}</translation>
    </message>
    <message>
        <source>{who} decided not to escalate</source>
        <translation>{who}が見送りました</translation>
    </message>
    <message>
        <source>{who} changed how {contact} is handled</source>
        <translation>{who}が {contact} の対応方針を変えました</translation>
    </message>
    <message>
        <source>{who} said who {contact} is</source>
        <translation>{who} が {contact} の名前などを記録しました</translation>
    </message>
    <message>
        <source>{who} noted about {contact}</source>
        <translation>{who} が {contact} についてメモしました</translation>
    </message>
    <message>
        <source>{who} said that {one} and {other} are one person</source>
        <translation>{who} が {one} と {other} を同じ人としました</translation>
    </message>
    <message>
        <source>{who} said that two addresses are not one person&apos;s</source>
        <translation>{who} がアドレスを別々の人に戻しました</translation>
    </message>
    <message>
        <source>{who} called {number}: reached</source>
        <translation>{who}が {number} に電話しました(つながった)</translation>
    </message>
    <message>
        <source>{who} called {number}: not reached</source>
        <translation>{who}が {number} に電話しました(つながらない)</translation>
    </message>
    <message>
        <source>{sentence}: {remark}</source>
        <translation>{sentence}: {remark}</translation>
    </message>
    <message>
        <source>Receiving stopped at {since}. Enter the password again.</source>
        <translation>受信が {since} から止まっています。パスワードを入れ直してください。</translation>
    </message>
    <message>
        <source>Offline since {since}. Replies wait in the outbox, not sent.</source>
        <translation>オフライン({since} から)。読む・書く・メモはできます。返信はまだ送られません。送信トレイで待ちます。</translation>
    </message>
    <message>
        <source>Newest first ({done} / {total}). You can work already.</source>
        <translation>新しい順に表示中({done} / {total} 通)。このまま使えます。</translation>
    </message>
    <message>
        <source>Receiving…</source>
        <translation>受信しています…</translation>
    </message>
    <message>
        <source>Synced {time}</source>
        <translation>{time} に同期</translation>
    </message>
    <message>
        <source>This PC&apos;s clock is {span} fast</source>
        <translation>このPCの時計が {span}進んでいます</translation>
    </message>
    <message>
        <source>This PC&apos;s clock is {span} slow</source>
        <translation>このPCの時計が {span}遅れています</translation>
    </message>
    <message>
        <source>Deadlines and times are wrong here until the clock is right. Switch on “Set time automatically” in the system&apos;s date and time settings.</source>
        <translation>時計が直るまで、このPCでは期限や時刻が正しく出ません。パソコンの「日付と時刻」の設定で「時刻を自動的に設定する」をオンにしてください。</translation>
    </message>
    <message>
        <source>Mailbox nearly full</source>
        <translation>メールボックスの空きが少なくなりました</translation>
    </message>
    <message>
        <source>Mailbox full</source>
        <translation>メールボックスの空きがありません</translation>
    </message>
    <message>
        <source>{what}: {left} left</source>
        <translation>{what}(残り {left})</translation>
    </message>
    <message>
        <source>Asks every few seconds</source>
        <translation>数秒おきに確認中</translation>
    </message>
    <message>
        <source>The server allows no more connections or does not announce news, so Mailroom asks again and again. News may come some seconds later; nothing is lost.</source>
        <translation>サーバーの接続数の上限のため(または新着の知らせに対応していないため)、Mailroom が数秒おきに確認しています。新着が数秒遅れることがありますが、失われるものはありません。</translation>
    </message>
    <message>
        <source>Record read to {n}</source>
        <translation>記録 {n} まで</translation>
    </message>
    <message>
        <source>This PC has read the team&apos;s record up to place {position}.</source>
        <translation>このPCは、チームの記録を {position} の位置まで読みました。</translation>
    </message>
    <message>
        <source>in cases {n}</source>
        <translation>案件に {n}</translation>
    </message>
    <message>
        <source>filtered {n}</source>
        <translation>除外 {n}</translation>
    </message>
    <message>
        <source>unreadable {n}</source>
        <translation>読めない {n}</translation>
    </message>
    <message>
        <source>still to come {n}</source>
        <translation>これから {n}</translation>
    </message>
    <message>
        <source>; suddenly gone {n}</source>
        <translation>、急になくなったもの {n}</translation>
    </message>
    <message>
        <source>Received {n} = {parts}</source>
        <translation>受信 {n} 通 = {parts}</translation>
    </message>
    <message>
        <source>unsent {n}</source>
        <translation>未送信 {n}</translation>
    </message>
    <message>
        <source>unconfirmed {n}</source>
        <translation>確認中 {n}</translation>
    </message>
    <message>
        <source>waiting {n}</source>
        <translation>送信待ちの操作 {n}</translation>
    </message>
    <message>
        <source>not applied {n}</source>
        <translation>反映されず {n}</translation>
    </message>
    <message>
        <source>Not connected yet</source>
        <translation>まだ接続していません</translation>
    </message>
    <message>
        <source>me, other PC</source>
        <translation>自分(別の PC)</translation>
    </message>
    <message>
        <source>Answer is here</source>
        <translation>回答あり</translation>
    </message>
    <message>
        <source>Not delivered</source>
        <translation>届かず</translation>
    </message>
    <message>
        <source>until a mail comes</source>
        <translation>メールが届くまで</translation>
    </message>
    <message>
        <source>until {when}</source>
        <translation>{when} まで</translation>
    </message>
    <message>
        <source>left out by a rule</source>
        <translation>規則で除外</translation>
    </message>
    <message>
        <source>left out by hand</source>
        <translation>手で除外</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>返信待ち</translation>
    </message>
    <message>
        <source>The answer to the escalation is here. Apply it and tell the customer.</source>
        <translation>回答が届きました。内容を確かめて、お客様に返信してください。</translation>
    </message>
    <message>
        <source>Answered outside Mailroom. If that settles it, mark it done.</source>
        <translation>Mailroom の外から返信されています。済んでいれば完了にしてください。</translation>
    </message>
    <message>
        <source>Nobody has this case yet.</source>
        <translation>この案件にはまだ担当がいません。</translation>
    </message>
    <message>
        <source>The escalation to {who} came back as undeliverable. Ask another way.</source>
        <translation>{who}へのエスカレーションが届かずに戻りました。別の方法で伝えてください。</translation>
    </message>
    <message>
        <source>Waiting for {who} ({level})</source>
        <translation>{who}({level})の回答待ち</translation>
    </message>
    <message>
        <source>{sentence}: answer by {until}, {left}</source>
        <translation>{sentence} 期限 {until}、{left}</translation>
    </message>
    <message>
        <source>Show the progress</source>
        <translation>経過を見る</translation>
    </message>
    <message>
        <source>A mail to this customer was not delivered. See why, then try otherwise.</source>
        <translation>お客様へのメールが届きませんでした。理由を確かめて、別の方法で連絡してください。</translation>
    </message>
    <message>
        <source>Answered outside Mailroom. Who wrote it, and what, is not known here.</source>
        <translation>Mailroom の外から返信されています(送った人と内容は、ここではわかりません)。</translation>
    </message>
    <message>
        <source>Put off by {who}: {note}</source>
        <translation>{who}が保留にしました: {note}</translation>
    </message>
    <message>
        <source>Back again. {who} noted: {note}</source>
        <translation>保留から戻りました。{who}のメモ: {note}</translation>
    </message>
    <message>
        <source>This one takes a while. Would you like somebody to think along?</source>
        <translation>長くかかっているようです。一緒に考えてもらいますか?</translation>
    </message>
    <message>
        <source>{sentence} {why}</source>
        <translation>{sentence} {why}</translation>
    </message>
    <message>
        <source>Look at it…</source>
        <translation>見てみる…</translation>
    </message>
    <message>
        <source>Show the answer</source>
        <translation>回答を見る</translation>
    </message>
    <message>
        <source>An answer came from somebody nobody asked. Does it count?</source>
        <translation>頼んでいない人から回答が届きました。回答として扱いますか?</translation>
    </message>
    <message>
        <source>An answer has come. Say what it means with one key.</source>
        <translation>回答が届きました。どの回答か、キー 1 つで決めてください。</translation>
    </message>
    <message>
        <source>The customer has waited for {span}. Tell them that it takes a while?</source>
        <translation>お客様を{span}お待たせしています。お待たせ連絡を送りますか?</translation>
    </message>
    <message>
        <source>Write it</source>
        <translation>文面を作る</translation>
    </message>
    <message>
        <source>{who} has been told. That does not handle the case: it stays with you.</source>
        <translation>{who}に伝えました。共有しても対応済みにはなりません。案件はあなたのままです。</translation>
    </message>
    <message>
        <source>{sentence}: answer by {until}</source>
        <translation>{sentence} 期限 {until}</translation>
    </message>
    <message>
        <source>{who} is writing a reply (since {time}). Notes are always possible.</source>
        <translation>{who}が返信を書いています({time} から)。メモはいつでも書けます。</translation>
    </message>
    <message>
        <source>Take over…</source>
        <translation>引き継ぐ…</translation>
    </message>
    <message>
        <source>Ask to hand it over</source>
        <translation>譲ってもらう</translation>
    </message>
    <message>
        <source>----- Forwarded mail -----
From: {who}
Date: {at}
Subject: {subject}</source>
        <translation>----- 転送されたメール -----
差出人: {who}
日時: {at}
件名: {subject}</translation>
    </message>
    <message>
        <source>{at} {who}:</source>
        <translation>{at} {who}:</translation>
    </message>
    <message>
        <source>Overdue escalations</source>
        <translation>期限切れエスカレーション</translation>
    </message>
    <message>
        <source>+{n} more</source>
        <translation>ほか {n} 件</translation>
    </message>
    <message>
        <source>No escalation is due</source>
        <translation>エスカレーションの期限なし</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>ラベル</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s)</source>
        <translation>
            <numerusform>%n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} (me)</source>
        <translation>{name}(自分)</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>メンバー</translation>
    </message>
    <message>
        <source>Escalation L{level} to {who}, #{number} {subject}: {late}</source>
        <translation>{who}への L{level} エスカレーション、#{number} {subject}: {late}</translation>
    </message>
    <message>
        <source>Next {time} L{level} {category}</source>
        <translation>次 {time} L{level} {category}</translation>
    </message>
    <message>
        <source>Next deadline of an escalation: {who}, #{number} {subject}</source>
        <translation>次の回答期限: {who}、#{number} {subject}</translation>
    </message>
    <message>
        <source>in 30 minutes</source>
        <translation>30 分後</translation>
    </message>
    <message>
        <source>in 1 hour</source>
        <translation>1 時間後</translation>
    </message>
    <message>
        <source>in 2 hours</source>
        <translation>2 時間後</translation>
    </message>
    <message>
        <source>this evening</source>
        <translation>今日の夕方</translation>
    </message>
    <message>
        <source>tomorrow morning</source>
        <translation>明日の朝</translation>
    </message>
    <message>
        <source>next Monday</source>
        <translation>次の月曜日</translation>
    </message>
    <message>
        <source>in a week</source>
        <translation>1 週間後</translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation>きのう {time}</translation>
    </message>
    <message>
        <source>tomorrow {time}</source>
        <translation>あす {time}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>きのう</translation>
    </message>
    <message>
        <source>{date} ({weekday})</source>
        <translation>{date}({weekday})</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>本日 {time}</translation>
    </message>
    <message>
        <source>First reply</source>
        <translation>一次返信</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>最終解決</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>お約束</translation>
    </message>
    <message>
        <source>Tell the customer the answer</source>
        <translation>回答をお客様へ</translation>
    </message>
    <message>
        <source>Escalate or say why not</source>
        <translation>エスカレーションの判断</translation>
    </message>
    <message>
        <source>{name}: {left}</source>
        <translation>{name}: {left}</translation>
    </message>
    <message>
        <source>{span} left</source>
        <translation>残り {span}</translation>
    </message>
    <message>
        <source>{span} over</source>
        <translation>{span}超過</translation>
    </message>
    <message>
        <source>due {when}</source>
        <translation>期限 {when}</translation>
    </message>
    <message>
        <source>{said} ({notes})</source>
        <translation>{said} ({notes})</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>until now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>{why} ({who})</source>
        <translation>{why}({who})</translation>
    </message>
    <message>
        <source>{since} – {until}: {why}</source>
        <translation>{since}–{until} 停止: {why}</translation>
    </message>
    <message>
        <source>waiting for the customer</source>
        <translation>お客様の返事待ち</translation>
    </message>
    <message>
        <source>{at} {text}</source>
        <translation>{at} {text}</translation>
    </message>
    <message>
        <source>Promise {told}: withdrawn</source>
        <translation>お約束 {told}: 取り消し</translation>
    </message>
    <message>
        <source>Promise {told}: kept late ({kept})</source>
        <translation>お約束 {told}: 遅れて果たした({kept})</translation>
    </message>
    <message>
        <source>Promise {told}: kept ({kept})</source>
        <translation>お約束 {told}: 果たした({kept})</translation>
    </message>
    <message>
        <source>{name}: in time ({ended})</source>
        <translation>{name}: 期限内({ended})</translation>
    </message>
    <message>
        <source>{name}: missed (due {by}, done {ended})</source>
        <translation>{name}: 期限超過(期限 {by}、実際 {ended})</translation>
    </message>
    <message>
        <source>stands</source>
        <translation>停止中</translation>
    </message>
    <message>
        <source>#{number} {name}: {before} → {after}</source>
        <translation>#{number} {name}: {before} → {after}</translation>
    </message>
    <message>
        <source>{who} stopped the clock</source>
        <translation>{who}が時計を止めました</translation>
    </message>
    <message>
        <source>{who} let the clock run on</source>
        <translation>{who}が時計を動かしました</translation>
    </message>
    <message>
        <source>{who} promised the customer an answer by {at}</source>
        <translation>{who}がお客様に {at} までとお約束しました</translation>
    </message>
    <message>
        <source>{who} kept the promise</source>
        <translation>{who}がお約束を果たしました</translation>
    </message>
    <message>
        <source>{who} withdrew the promise</source>
        <translation>{who}がお約束を取り消しました</translation>
    </message>
    <message>
        <source>lunch</source>
        <translation>昼休み</translation>
    </message>
    <message>
        <source>break</source>
        <translation>休憩</translation>
    </message>
    <message>
        <source>{a}–{b} {name}</source>
        <translation>{a}–{b} {name}</translation>
    </message>
    <message>
        <source>after hours</source>
        <translation>営業時間外</translation>
    </message>
    <message>
        <source>days off</source>
        <translation>定休日</translation>
    </message>
    <message>
        <source>{day} {name}</source>
        <translation>{day} {name}</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>休み</translation>
    </message>
    <message>
        <source>stopped: {why} ({span} left when it runs on)</source>
        <translation>停止中: {why}(再開後の残り {span})</translation>
    </message>
    <message>
        <source>without {gaps}</source>
        <translation>{gaps}除く</translation>
    </message>
    <message>
        <source> and </source>
        <translation>・</translation>
    </message>
    <message>
        <source>stopped for {span}</source>
        <translation>停止 {span}</translation>
    </message>
    <message>
        <source>{said}: {words}</source>
        <translation>{said}: {words}</translation>
    </message>
    <message>
        <source>{m} min</source>
        <translation>{m}分</translation>
    </message>
    <message>
        <source>{d} days</source>
        <translation>{d}日</translation>
    </message>
    <message>
        <source>{h} h</source>
        <translation>{h}時間</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h}時間{m}分</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>火</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>水</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>木</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>金</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>土</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>日</translation>
    </message>
    <message>
        <source>{name}</source>
        <comment>a person, politely</comment>
        <translation>{name}さん</translation>
    </message>
    <message>
        <source>your other PC</source>
        <translation>あなた</translation>
    </message>
    <message>
        <source>you</source>
        <translation>あなた</translation>
    </message>
    <message>
        <source>{who} ({desk})</source>
        <translation>{who}({desk})</translation>
    </message>
    <message>
        <source>held by {who} since {time}</source>
        <translation>{who}が {time} から対応中</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>元に戻しました: {what}</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>元に戻しました</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>元に戻せる操作はありません。</translation>
    </message>
    <message>
        <source>Search: {text}</source>
        <translation>検索: {text}</translation>
    </message>
    <message>
        <source>Cases of {who}</source>
        <translation>{who}の案件</translation>
    </message>
    <message>
        <source>Nothing found for “{text}”.</source>
        <translation>「{text}」は見つかりませんでした。</translation>
    </message>
    <message>
        <source>There is nothing to reply to.</source>
        <translation>返信するメールはありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) have no owner.</source>
        <translation>
            <numerusform>担当なしが %n 件あります。</numerusform>
        </translation>
    </message>
    <message>
        <source>{nothing} {owner}</source>
        <translation>{nothing}{owner}</translation>
    </message>
    <message>
        <source>Nothing here.</source>
        <translation>ここには何もありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n new ↑</source>
        <translation>
            <numerusform>新着 %n 件 ↑</numerusform>
        </translation>
    </message>
    <message>
        <source>Overdue escalations {n}: L{level} {who}, {late}</source>
        <translation>期限切れエスカレーション {n} 件: L{level} {who}、{late}</translation>
    </message>
    <message>
        <source>Label “{label}” put</source>
        <translation>ラベル「{label}」を付けました</translation>
    </message>
    <message numerus="yes">
        <source>Label “{label}” put on %n case(s)</source>
        <translation>
            <numerusform>%n 件にラベル「{label}」を付けました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Owner removed from %n case(s)</source>
        <translation>
            <numerusform>%n 件の担当を外しました</numerusform>
        </translation>
    </message>
    <message>
        <source>Given to {who}</source>
        <translation>担当を{who}にしました</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) given to {who}</source>
        <translation>
            <numerusform>%n 件の担当を{who}にしました</numerusform>
        </translation>
    </message>
    <message>
        <source>You have this case</source>
        <translation>自分の担当にしました</translation>
    </message>
    <message numerus="yes">
        <source>You have %n case(s) more</source>
        <translation>
            <numerusform>%n 件を自分の担当にしました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) done</source>
        <translation>
            <numerusform>%n 件を完了にしました</numerusform>
        </translation>
    </message>
    <message>
        <source>Marked as done</source>
        <translation>完了にしました</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) open again</source>
        <translation>
            <numerusform>%n 件を再開しました</numerusform>
        </translation>
    </message>
    <message>
        <source>Opened again</source>
        <translation>再開しました</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) snoozed until a mail comes</source>
        <translation>
            <numerusform>%n 件を メールが届くまで保留にしました</numerusform>
        </translation>
    </message>
    <message>
        <source>Snoozed until {when}</source>
        <translation>{when} まで保留にしました</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) snoozed until {when}</source>
        <translation>
            <numerusform>%n 件を {when} まで保留にしました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Label “{label}” taken off %n case(s)</source>
        <translation>
            <numerusform>%n 件からラベル「{label}」を外しました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) moved to Filtered. Nothing is deleted.</source>
        <translation>
            <numerusform>%n 件を除外に移しました。削除はしていません。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) brought back</source>
        <translation>
            <numerusform>%n 件を除外から戻しました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) merged into this one</source>
        <translation>
            <numerusform>%n 件をこの案件にまとめました</numerusform>
        </translation>
    </message>
    <message>
        <source>Let go. Others can answer now; your draft is kept.</source>
        <translation>手放しました。ほかの人が返信できます。下書きは残っています。</translation>
    </message>
    <message>
        <source>You are shown as: {presence}</source>
        <translation>チームには「{presence}」と表示されます</translation>
    </message>
    <message>
        <source>{who} is shown as: {presence}</source>
        <translation>{who}の表示: {presence}</translation>
    </message>
    <message>
        <source>You are shown as gone home. Good work today.</source>
        <translation>退勤にしました。お疲れさまでした。</translation>
    </message>
    <message numerus="yes">
        <source>Gone home. %n case(s) you were answering went back; your drafts are kept.</source>
        <translation>
            <numerusform>退勤にしました。対応中だった %n 件を戻しました。下書きは残っています。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) you were answering went back; your drafts are kept.</source>
        <translation>
            <numerusform>離席中のため、対応中だった %n 件を戻しました。下書きは残っています。</numerusform>
        </translation>
    </message>
    <message>
        <source>Booked for {time}. </source>
        <translation>{time} に送信を予約しました。</translation>
    </message>
    <message numerus="yes">
        <source>%n more to go</source>
        <translation>
            <numerusform>あと %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>That was the last one.</source>
        <translation>これで最後です。</translation>
    </message>
    <message>
        <source>Typed into the list, so nothing was done. Click into a text first.</source>
        <translation>一覧で文字が続けて打たれたので、何もしませんでした。文字を書く欄を選んでから入力してください。</translation>
    </message>
    <message>
        <source>Looking for new mail…</source>
        <translation>新着を確認しています…</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>保存しました: {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) to your escalations</source>
        <translation>
            <numerusform>エスカレーションの回答が %n 件あります</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) to you</source>
        <translation>
            <numerusform>あなたへの相談が %n 件あります</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) you promised a customer within 10 minutes</source>
        <translation>
            <numerusform>お客様とのお約束が 10 分以内に %n 件あります</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) handed over to you</source>
        <translation>
            <numerusform>申し送りが %n 件あります</numerusform>
        </translation>
    </message>
    <message>
        <source>The mailbox is out of reach: for half an hour no mail came in or went out</source>
        <translation>30分前からメールボックスにつながりません。受信も送信も止まっています</translation>
    </message>
    <message>
        <source>The mailbox can be reached again</source>
        <translation>メールボックスに再びつながりました</translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) of yours could not leave for half an hour</source>
        <translation>
            <numerusform>30分たっても送信できないメール %n 通(送信トレイをご確認ください)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) of yours that had to wait have left</source>
        <translation>
            <numerusform>送信が遅れていたメール %n 通を送信しました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) of yours were not sent: look into the outbox</source>
        <translation>
            <numerusform>送られていない返信が %n 通あります。送信トレイを見てください。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) for you to check before they leave</source>
        <translation>
            <numerusform>確認してほしいメールが %n 通あります</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) of yours approved: send them now</source>
        <translation>
            <numerusform>承認されたメールが %n 通あります。送信してください</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) of yours returned: see what to change</source>
        <translation>
            <numerusform>差し戻されたメールが %n 通あります。直すところを見てください</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s): level {level}</source>
        <translation>
            <numerusform>%n 件を {level} にしました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done.</source>
        <translation>
            <numerusform>%n 件できました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not done: {why}</source>
        <translation>
            <numerusform>%n 件はできませんでした: {why}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n left as they were.</source>
        <translation>
            <numerusform>中止しました。%n 件はそのままです。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>見る</translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) exported: {name}</source>
        <translation>
            <numerusform>メール %n 通を書き出しました: {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) written: {name}</source>
        <translation>
            <numerusform>%n 件を書き出しました: {name}</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} (waits for the connection)</source>
        <translation>{done}(つながるまで送信待ち)</translation>
    </message>
    <message numerus="yes">
        <source>Somebody would like to go on with %n case(s) of yours</source>
        <translation>
            <numerusform>対応中の案件 %n 件を代わりたい人がいます</numerusform>
        </translation>
    </message>
    <message>
        <source>Something went wrong in Mailroom itself. Nothing of yours is lost.</source>
        <translation>Mailroom の中で問題が起きました。入力したものは失われていません。</translation>
    </message>
    <message>
        <source>Too long to ask for a check (up to {size} kB). Shorten the quotation.</source>
        <translation>確認を頼むには長すぎます({size} kB まで)。引用を短くしてください。</translation>
    </message>
    <message>
        <source>“{name}” is not on this PC as it was looked at. Ask for a check again.</source>
        <translation>確認されたときの「{name}」がこの PC にありません。もう一度確認を頼んでください。</translation>
    </message>
    <message>
        <source>This is said in the house only. Take it out first: “{words}”</source>
        <translation>社内だけの言葉が入っています。消してから送ってください: 「{words}」</translation>
    </message>
    <message>
        <source>This draft is too long to share (up to {size} kB). Shorten it.</source>
        <translation>下書きが長すぎて共有できません({size} kB まで)。短くしてください。</translation>
    </message>
    <message>
        <source>“{name}” cannot be read. Put it back where it was, or take it out.</source>
        <translation>「{name}」を読めません。元の場所に戻すか、外してください。</translation>
    </message>
    <message>
        <source>This is no link for a new mail: {link}</source>
        <translation>新規メールのリンクではありません: {link}</translation>
    </message>
    <message>
        <source>The team does not write as {address} any more. Choose another sender.</source>
        <translation>{address} は今は差出人に使えません。別の差出人を選んでください。</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>ほかの人</translation>
    </message>
    <message>
        <source>The team&apos;s rules do not allow this now.</source>
        <translation>チームの決まりにより、今はできません。</translation>
    </message>
    <message>
        <source>a lead</source>
        <translation>リーダー</translation>
    </message>
    <message>
        <source>whoever has the fewest</source>
        <translation>手持ちの少ない人から</translation>
    </message>
    <message>
        <source>in turn</source>
        <translation>順番に</translation>
    </message>
    <message>
        <source>It is recorded already. Nothing needs to be done.</source>
        <translation>すでに記録されています。操作は不要です。</translation>
    </message>
    <message>
        <source>Some PC of the team has an older Mailroom that does not know this. Update it first.</source>
        <translation>この操作を知らない古い Mailroom を使っている PC がチームにあります。先に更新してください。</translation>
    </message>
    <message>
        <source>It belonged to a step that was not applied. Begin again with that one.</source>
        <translation>この前の操作が反映されなかったため、これも反映されませんでした。前の操作からやり直してください。</translation>
    </message>
    <message>
        <source>{who} is working on this case. Ask to hand it over, or try again later.</source>
        <translation>{who}がこの案件に対応中です。譲ってもらうか、あとでもう一度お試しください。</translation>
    </message>
    <message>
        <source>{who} is just sending a reply in this case. Try again in a moment.</source>
        <translation>{who}がこの案件の返信を送信しています。少し待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The case is escalated; until the answer only {who} can go on. Notes are possible.</source>
        <translation>エスカレーション中です。回答が来るまで進められるのは{who}だけです。社内メモは残せます。</translation>
    </message>
    <message>
        <source>{who} has the case by now. Look at it, then try again.</source>
        <translation>今は{who}がこの案件を持っています。案件を確認してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Only a lead can do this. Please ask {leads}.</source>
        <translation>これができるのはリーダーだけです。{leads}に頼んでください。</translation>
    </message>
    <message>
        <source>You are not in the team&apos;s list of members. Please ask {leads}.</source>
        <translation>チームのメンバーに登録されていません。{leads}に頼んでください。</translation>
    </message>
    <message>
        <source>Something new came in that you have not seen yet. Look at it, then do it again.</source>
        <translation>まだ見ていない新しい内容が届いています。確認してから、もう一度操作してください。</translation>
    </message>
    <message>
        <source>The case is done. Open it again first.</source>
        <translation>この案件は完了しています。先に「再開」してください。</translation>
    </message>
    <message>
        <source>The case is open already. Nothing needs to be done.</source>
        <translation>この案件は完了していません。操作は不要です。</translation>
    </message>
    <message>
        <source>It is already so. Nothing needs to be done.</source>
        <translation>すでにそうなっています。操作は不要です。</translation>
    </message>
    <message>
        <source>Another escalation of this case was first. Your words are kept as a note.</source>
        <translation>この案件では、別のエスカレーションが先に始まっていました。書いた内容は社内メモとして残っています。</translation>
    </message>
    <message>
        <source>This escalation is over: it was answered or withdrawn. Look at the case.</source>
        <translation>このエスカレーションは終わっています(回答済みか取り下げ済み)。案件を確認してください。</translation>
    </message>
    <message>
        <source>An escalation is open. Wait for its answer or withdraw it first.</source>
        <translation>エスカレーション中です。回答を待つか、先に取り下げてください。</translation>
    </message>
    <message>
        <source>This reply is not being sent any more. Look at the case.</source>
        <translation>この返信の送信はすでに終わっています。案件を確認してください。</translation>
    </message>
    <message>
        <source>It is too early for this. {who} still has a little time.</source>
        <translation>まだ早すぎます。{who}の時間がもう少し残っています。</translation>
    </message>
    <message>
        <source>That is the same case. Choose another one.</source>
        <translation>同じ案件です。別の案件を選んでください。</translation>
    </message>
    <message>
        <source>It cannot be recorded like this. Look at it and try again.</source>
        <translation>この内容のままでは記録できません。内容を確認して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The team exists already. This PC joins it.</source>
        <translation>チームはすでにあります。このPCはそのチームに加わります。</translation>
    </message>
    <message>
        <source>A trainee asks for a check first. Press “Ask for a check”.</source>
        <translation>見習いの方は、先に確認を受けてください。「確認を頼む」を押してください。</translation>
    </message>
    <message>
        <source>Name somebody to ask when in doubt first. Without that nothing can be kept.</source>
        <translation>迷ったときの相談先を先に決めてください。決まるまで保存できません。</translation>
    </message>
    <message>
        <source>The Mailroom of {who} is too old for this. Update that PC first.</source>
        <translation>{who}の Mailroom が古く、まだ対応していません。その PC を先に更新してください。</translation>
    </message>
    <message>
        <source>This person is not in the team any more. Choose another.</source>
        <translation>選んだ人またはレベルは、今のチームにありません。別のものを選んでください。</translation>
    </message>
    <message>
        <source>This case cannot be found. Receive (F5), then try again.</source>
        <translation>この案件が見つかりません。受信(F5)してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>{who} changed this first. See how it is now, then change it again if need be.</source>
        <translation>{who}が先に変えました。今の内容を確認して、必要ならもう一度変えてください。</translation>
    </message>
    <message>
        <source>{who} changed this label first. See how it is now.</source>
        <translation>{who}がこのラベルを先に変えました。今の内容を確認してください。</translation>
    </message>
    <message>
        <source>It was changed again since. See how it is now.</source>
        <translation>そのあとまた変わっています。今の内容を確認してください。</translation>
    </message>
    <message>
        <source>The customer waits for a promised time. Keep the promise or withdraw it first.</source>
        <translation>お客様にお約束した時刻が残っています。先に果たすか、取り消してください。</translation>
    </message>
    <message>
        <source>Only {who} or a lead writes to this customer. Your text is kept; ask {who} or {leads}.</source>
        <translation>このお客様に返信できるのは{who}かリーダーだけです。文面は残っています。{who}か{leads}に頼んでください。</translation>
    </message>
    <message>
        <source>Labels have three levels. Choose one further up.</source>
        <translation>ラベルは 3 段までです。もっと上のラベルを選んでください。</translation>
    </message>
    <message>
        <source>There are labels below it. Move or delete them first.</source>
        <translation>下にラベルがあります。先に動かすか消してください。</translation>
    </message>
    <message>
        <source>This text is not approved, or the case changed since. Ask for a check again.</source>
        <translation>この内容は承認されていないか、承認のあとに案件が変わりました。もう一度確認を頼んでください。</translation>
    </message>
    <message>
        <source>Nobody approves their own mail. Ask somebody else to look at it.</source>
        <translation>自分の書いたメールは承認できません。ほかの人に確認を頼んでください。</translation>
    </message>
    <message>
        <source>The clock is so already. Nothing needs to be done.</source>
        <translation>時計はすでにその状態です。することはありません。</translation>
    </message>
    <message>
        <source>This promise was kept or withdrawn already. Look at the case.</source>
        <translation>このお約束は、すでに果たされたか取り消されています。案件を見てください。</translation>
    </message>
    <message>
        <source>A pause needs a reason, and a promise a time that is still to come.</source>
        <translation>停止には理由が、お約束にはこれからの時刻が必要です。</translation>
    </message>
    <message>
        <source>{who} changed this first. See how it is now, then choose again if need be.</source>
        <translation>{who}が先に変えました。今の内容を確認して、必要なら選び直してください。</translation>
    </message>
    <message>
        <source>This label does not exist any more. Choose another.</source>
        <translation>このラベルはもうありません。別のラベルを選んでください。</translation>
    </message>
    <message>
        <source>The label was put on again by somebody else. Take it off again if need be.</source>
        <translation>ほかの人がこのラベルを付け直しました。必要なら、もう一度外してください。</translation>
    </message>
    <message>
        <source>That time is already past. Choose a later one.</source>
        <translation>その時刻はもう過ぎています。これからの時刻を選んでください。</translation>
    </message>
    <message>
        <source>It cannot be recorded like this: a name is missing, or the team would be without a lead.</source>
        <translation>この内容では記録できません。名前がないか、リーダーがいなくなってしまいます。内容を確認してください。</translation>
    </message>
    <message>
        <source>{who} is doing this already. Nothing needs to be done.</source>
        <translation>{who}がすでに行っています。操作は不要です。</translation>
    </message>
    <message>
        <source>The team&apos;s record has moved on meanwhile. Look at it, then try again.</source>
        <translation>その間にチームの記録が進みました。確認してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Only its author or a lead can do this. Please ask {leads}.</source>
        <translation>これができるのは、書いた本人とリーダーだけです。{leads}に頼んでください。</translation>
    </message>
    <message>
        <source>It was changed again since, so it cannot be undone.</source>
        <translation>そのあとまた変わったため、元に戻せません。今の内容を確認してください。</translation>
    </message>
    <message>
        <source>It is undone already.</source>
        <translation>すでに元に戻っています。操作は不要です。</translation>
    </message>
    <message>
        <source>{who} began first. Your text is kept.</source>
        <translation>{who}が先に書き始めました。入力は残っています。</translation>
    </message>
    <message>
        <source>{who} has the case by now. Your text is kept.</source>
        <translation>今は{who}がこの案件を持っています。入力は残っています。</translation>
    </message>
    <message>
        <source>{who} is still working on it. Ask to hand it over and wait 5 minutes, or ask {leads} to take over.</source>
        <translation>{who}がまだ対応中です。「譲ってもらう」を押して5分待つか、{leads}に引き継ぎを頼んでください。</translation>
    </message>
    <message>
        <source>{who} has 5 minutes to answer. After that you can take over.</source>
        <translation>{who}の返事を5分待っています。5分たっても返事がなければ引き継げます。</translation>
    </message>
    <message>
        <source>Taking over needs a reason. Write one.</source>
        <translation>引き継ぐには理由が必要です。理由を書いてください。</translation>
    </message>
    <message>
        <source>Somebody has asked already, or it is yours. Nothing needs to be done.</source>
        <translation>すでに頼まれているか、もうあなたが持っています。操作は不要です。</translation>
    </message>
    <message>
        <source>This reply has left already. It is not sent a second time.</source>
        <translation>この返信はもう送られています。二重には送りません。</translation>
    </message>
    <message>
        <source>Something new came in that you have not seen yet. Your text is kept.</source>
        <translation>まだ見ていない新しい内容が届いています。入力は残っています。</translation>
    </message>
    <message>
        <source>{who} may still be sending. That PC or a lead can end it now, anybody after 30 minutes.</source>
        <translation>{who}がまだ送信中かもしれません。今打ち切れるのはその PC とリーダーだけで、30分たてばだれでも打ち切れます。</translation>
    </message>
    <message>
        <source>Only {who}, their deputy or a lead can do this. Please ask {leads}.</source>
        <translation>{who}、その代理、または責任者だけができます。{leads}に頼んでください。</translation>
    </message>
    <message>
        <source>This request is settled already. Look at the case.</source>
        <translation>この依頼はもう済んでいます。案件を見てください。</translation>
    </message>
    <message>
        <source>Only {who} or a lead can stop sharing this draft. You can still use its words.</source>
        <translation>この下書きの共有をやめられるのは、{who}とリーダーだけです。文章は取り込んで使えます。</translation>
    </message>
    <message>
        <source>This draft is not shared any more. Look at the case.</source>
        <translation>この下書きはもう共有されていません。案件を確かめてください。</translation>
    </message>
    <message>
        <source>There is nothing to share yet. Write something first.</source>
        <translation>共有する内容がまだありません。先に文章を書いてください。</translation>
    </message>
    <message>
        <source>{who} is writing in one of these cases. Try again when that is done.</source>
        <translation>{who}がどちらかの案件に対応中です。終わってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>{who} is just sending a reply in one of these cases. Try again in a moment.</source>
        <translation>{who}がどちらかの案件の返信を送信しています。少し待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>One of these cases is escalated; until the answer only {who} can go on.</source>
        <translation>どちらかの案件がエスカレーション中です。回答が来るまで進められるのは{who}だけです。</translation>
    </message>
    <message>
        <source>The mails of these cases lie elsewhere by now. See how it is, then choose again.</source>
        <translation>これらの案件のメールは、その間に別の案件へ移っています。今の状態を確認して、選び直してください。</translation>
    </message>
    <message>
        <source>One of these cases cannot be found. Receive (F5), then try again.</source>
        <translation>どちらかの案件が見つかりません。受信(F5)してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Both cases have an open escalation. Merge them when one of the two is answered.</source>
        <translation>どちらの案件もエスカレーション中です。片方の回答が来てから統合してください。</translation>
    </message>
    <message>
        <source>At least one mail must stay in its case. Merge the cases instead.</source>
        <translation>案件には少なくとも1通のメールを残します。すべて移すときは、案件を統合してください。</translation>
    </message>
    <message>
        <source>{who} is writing a reply to this case. Ask to hand it over, then escalate.</source>
        <translation>{who}がこの案件の返信を書いています。譲ってもらってから、エスカレーションしてください。</translation>
    </message>
    <message>
        <source>Only {who}, who asked, or a lead can do this. Please ask {leads}.</source>
        <translation>これができるのは、依頼した{who}とリーダーだけです。{leads}に頼んでください。</translation>
    </message>
    <message>
        <source>The case lies with {who}. Only they can hand it back.</source>
        <translation>この案件は{who}に交代しています。差し戻せるのは{who}だけです。</translation>
    </message>
    <message>
        <source>This escalation is answered already. Look at the answer.</source>
        <translation>このエスカレーションにはすでに回答があります。回答を確認してください。</translation>
    </message>
    <message>
        <source>The request lacks its words or an addressee. Fill them in.</source>
        <translation>お願いの内容か宛先がありません。入力してください。</translation>
    </message>
    <message>
        <source>You do not have this case any more. Your text is kept; begin again.</source>
        <translation>この案件の対応は終わった扱いになっています。入力は残っています。もう一度書き始めてください。</translation>
    </message>
    <message>
        <source>Nobody has the case any more. Look at it, then try again.</source>
        <translation>今はだれもこの案件を持っていません。案件を確認してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>A reply to this case is just being sent. Try again in a moment.</source>
        <translation>この案件の返信を送信中です。少し待ってからもう一度お試しください。</translation>
    </message>
    <message>
        <source>The case is escalated. Go on when the answer is here; notes are possible.</source>
        <translation>エスカレーション中です。回答が来てから進めてください。社内メモは残せます。</translation>
    </message>
    <message>
        <source>It is too early for this. Try again in a few minutes.</source>
        <translation>まだ早すぎます。数分後にもう一度お試しください。</translation>
    </message>
    <message>
        <source>A PC of the team has an older Mailroom. Update it first.</source>
        <translation>チームに古い Mailroom の PC があります。先に更新してください。</translation>
    </message>
    <message>
        <source>“{value}” cannot be used here.</source>
        <translation>「{value}」はここでは使えません。</translation>
    </message>
    <message>
        <source>{address} is this team&apos;s own mailbox. Choose another desk.</source>
        <translation>{address} はこのチームの窓口です。別の窓口を選んでください。</translation>
    </message>
    <message>
        <source>{address} wrote this mail. Choose another desk.</source>
        <translation>{address} はこのメールを書いた人です。別の窓口を選んでください。</translation>
    </message>
    <message>
        <source>There is no mail of a customer here.</source>
        <translation>ここにはお客様のメールがありません。</translation>
    </message>
    <message>
        <source>You are writing another reply to this case. Nothing was lost: finish that one first; this mail waits in the outbox.</source>
        <translation>この案件で別の返信を書いている途中です。消えたものはありません。先にそちらを終えてください。このメールは送信トレイで待ちます。</translation>
    </message>
    <message>
        <source>This mail is on its way already, or somebody decided about it. Nothing changed.</source>
        <translation>このメールはもう送信中か、ほかで決まっています。何も変えていません。</translation>
    </message>
    <message>
        <source>the server</source>
        <translation>サーバー</translation>
    </message>
    <message>
        <source>There is no server named {host}. Check the name.</source>
        <translation>{host} というサーバーはありません。名前を確かめてください。</translation>
    </message>
    <message>
        <source>{host} cannot be reached. Check the network; trying again.</source>
        <translation>{host} につながりません。ネットワークを確かめてください。自動でやり直します。</translation>
    </message>
    <message>
        <source>{host} allows no more connections. Mailroom asks less often now.</source>
        <translation>{host} の同時接続がいっぱいです。確認の間隔を空けます。</translation>
    </message>
    <message>
        <source>{host} does not answer. Trying again.</source>
        <translation>{host} から返事がありません。自動でやり直します。</translation>
    </message>
    <message>
        <source>The connection to {host} was lost. Trying again.</source>
        <translation>{host} との接続が切れました。自動でやり直します。</translation>
    </message>
    <message>
        <source>{host} does not accept the password. Enter it again.</source>
        <translation>{host} がパスワードを受け付けません。入れ直してください。</translation>
    </message>
    <message>
        <source>No safe connection to {host}. The password was not sent.</source>
        <translation>{host} に安全に接続できません。パスワードは送っていません。</translation>
    </message>
    <message>
        <source>The mailbox is full. Make room, then it goes on.</source>
        <translation>メールボックスがいっぱいです。空けると続きから始まります。</translation>
    </message>
    <message>
        <source>Not sent. The server refused the recipient ({code}).</source>
        <translation>送られていません。サーバーが宛先を断りました({code})。</translation>
    </message>
    <message>
        <source>{host} did not keep the copy as it was written. Try again later.</source>
        <translation>{host} に書いた写しが、書いたとおりに残りませんでした。あとでもう一度お試しください。</translation>
    </message>
    <message>
        <source>This mail can no longer be fetched. Somebody may have moved or deleted it.</source>
        <translation>このメールは、もうサーバーから取得できません。移動または削除された可能性があります。</translation>
    </message>
    <message>
        <source>A folder of the mailbox is missing: {detail}</source>
        <translation>メールボックスのフォルダーが見つかりません: {detail}</translation>
    </message>
    <message>
        <source>{host} refused: {detail}</source>
        <translation>{host} が断りました: {detail}</translation>
    </message>
    <message>
        <source>The disk is full. Receiving and sending wait for room.</source>
        <translation>ディスクの空きがありません。受信と送信を止めました。空けると続きから始まります。</translation>
    </message>
    <message>
        <source>Another Mailroom is open with this profile. Close it first.</source>
        <translation>この設定で Mailroom がもう開いています。先に閉じてください。</translation>
    </message>
    <message>
        <source>A newer Mailroom wrote these files. Update Mailroom.</source>
        <translation>新しい Mailroom のファイルです。Mailroom を更新してください。</translation>
    </message>
    <message>
        <source>{path} cannot be written. Check its permissions.</source>
        <translation>{path} に書き込めません。権限を確かめてください。</translation>
    </message>
    <message>
        <source>A file was damaged. It was kept as {path}.</source>
        <translation>ファイルが壊れていました。{path} に取っておきました。</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>未読</translation>
    </message>
    <message>
        <source>held by {who}</source>
        <translation>{who}が対応中</translation>
    </message>
    <message>
        <source>Escalated: {who} has the case until it is answered.</source>
        <translation>エスカレーション中です。回答があるまで{who}が担当します。</translation>
    </message>
    <message>
        <source>You are answering at another PC ({since}).</source>
        <translation>別の PC で対応中です({since})。</translation>
    </message>
    <message>
        <source>You asked {who} to hand it over. Without an answer you may take over in {span}.</source>
        <translation>{who}に譲ってもらえるか聞いています。返事がなければ、あと {span}で引き継げます。</translation>
    </message>
    <message>
        <source>{first} already asked {who} to hand it over.</source>
        <translation>{first}が先に{who}へ「譲ってもらう」を頼んでいます。</translation>
    </message>
    <message>
        <source>{who} does not answer or is away (since {at}). You may take over.</source>
        <translation>{who}は返事がないか席を離れています({at} から対応中)。引き継げます。</translation>
    </message>
    <message>
        <source>Asking for the case…</source>
        <translation>案件を確保しています…</translation>
    </message>
    <message>
        <source>Wanted, not confirmed</source>
        <translation>確保したい(未確認)</translation>
    </message>
    <message>
        <source>You are answering</source>
        <translation>自分が返信中</translation>
    </message>
    <message>
        <source>{who} goes on writing ({at}). Your draft is kept.</source>
        <translation>{who}は「まだ続けます」と答えました({at})。あなたの下書きは残っています。</translation>
    </message>
    <message>
        <source>{who} began first ({at}). Your draft is kept.</source>
        <translation>{who}が先に書き始めました({at})。あなたの下書きは残っています。</translation>
    </message>
    <message>
        <source>{who} is writing a reply (since {at}).</source>
        <translation>{who}が返信を書いています({at} から)。</translation>
    </message>
    <message>
        <source>{who} is sending a reply since {at}.</source>
        <translation>{who}が {at} から返信を送信しています。</translation>
    </message>
    <message>
        <source>{said} If it is stuck, you can end it in {span}.</source>
        <translation>{said}止まっている場合は、あと {span}で打ち切れます。</translation>
    </message>
    <message>
        <source>They know; nothing is decided. The case stays with you and goes on.</source>
        <translation>知らせるだけです。案件はあなたが続けます。</translation>
    </message>
    <message>
        <source>They look whether it is right. The case stays with you and waits for the answer.</source>
        <translation>内容を確かめてもらいます。案件はあなたのまま、回答を待ちます。</translation>
    </message>
    <message>
        <source>They say how to go on. The case stays with you and waits for the answer.</source>
        <translation>進め方の指示をもらいます。案件はあなたのまま、回答を待ちます。</translation>
    </message>
    <message>
        <source>They say yes or no. The case stays with you and waits for the answer.</source>
        <translation>してよいかを決めてもらいます。案件はあなたのまま、回答を待ちます。</translation>
    </message>
    <message>
        <source>They take the case. You can still tell the customer that it takes a while.</source>
        <translation>相手が担当になります。お待たせ連絡は送れます。</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>宛先なし</translation>
    </message>
    <message>
        <source>{first} and {others} more</source>
        <translation>{first} ほか {others} 名</translation>
    </message>
    <message>
        <source>{recipients}, {files} attached</source>
        <translation>{recipients}・添付 {files}</translation>
    </message>
    <message>
        <source>{name}</source>
        <comment>a customer&apos;s name, politely</comment>
        <translation>{name} 様</translation>
    </message>
    <message>
        <source>“{subject}” to {who}</source>
        <translation>{who}への「{subject}」</translation>
    </message>
    <message>
        <source>Not sent. The server answered: {detail}</source>
        <translation>送られていません。サーバーの答え: {detail}</translation>
    </message>
    <message>
        <source>The server does not answer ({detail}). Mailroom tries again by itself.</source>
        <translation>サーバーから返事がありません({detail})。自動でもう一度試します。</translation>
    </message>
    <message>
        <source>There is no connection. It is sent when there is one again.</source>
        <translation>今はつながっていません。つながったら送ります。</translation>
    </message>
    <message>
        <source>{sentence} (The server&apos;s words: {detail})</source>
        <translation>{sentence}(サーバーの言葉: {detail})</translation>
    </message>
    <message>
        <source>Forward it instead</source>
        <translation>通常の転送にする</translation>
    </message>
    <message>
        <source>Do not send it on</source>
        <translation>転送をやめる</translation>
    </message>
    <message>
        <source>Correct the address</source>
        <translation>宛先を直す</translation>
    </message>
    <message>
        <source>The mail server cannot be reached. It is sent by itself when it answers again.</source>
        <translation>メールサーバーにつながりません。つながり次第、自動で送ります。</translation>
    </message>
    <message>
        <source>The recipient&apos;s mailbox is full ({detail}). Mailroom tries again by itself; in a hurry, call them.</source>
        <translation>相手のメールボックスがいっぱいです({detail})。自動でもう一度送ります。急ぐときは電話してください。</translation>
    </message>
    <message>
        <source>The mail server takes no mail for the moment ({detail}). Mailroom tries again by itself.</source>
        <translation>メールサーバーが今は受け付けません({detail})。自動でもう一度送ります。</translation>
    </message>
    <message>
        <source>Not sent. The mail server could not be reached. Try again later.</source>
        <translation>送られていません。メールサーバーにつながりません。あとでもう一度送ってください。</translation>
    </message>
    <message>
        <source>Not sent. The mail server is busy. Try again later.</source>
        <translation>送られていません。メールサーバーが混み合っています。あとでもう一度送ってください。</translation>
    </message>
    <message>
        <source>Not sent. This account has sent as much as it may today. Try again tomorrow, or ask whoever looks after your mail.</source>
        <translation>送られていません。今日送れる数を超えました。明日もう一度送るか、メールの担当者に聞いてください。</translation>
    </message>
    <message>
        <source>Not sent. The mail server does not accept the password. Enter it again in the settings, then try again.</source>
        <translation>送られていません。パスワードが受け付けられません。設定で入れ直してから、もう一度送ってください。</translation>
    </message>
    <message>
        <source>Not sent. There is no safe connection to the mail server, so nothing was handed over. Ask whoever looks after your mail.</source>
        <translation>送られていません。メールサーバーに安全に接続できないため、何も渡していません。メールの担当者に聞いてください。</translation>
    </message>
    <message>
        <source>Not sent. The server does not let you send from this address. Choose another sender, or ask whoever looks after your mail.</source>
        <translation>送られていません。この差出人では送れません。差出人を変えるか、メールの担当者に聞いてください。</translation>
    </message>
    <message>
        <source>Not sent. The server knows no such address. Correct the address.</source>
        <translation>送られていません。この宛先は見つからないとサーバーが答えました。宛先を直してください。</translation>
    </message>
    <message>
        <source>Not sent. The recipient&apos;s mailbox is full. Try again later, or call them.</source>
        <translation>送られていません。相手のメールボックスがいっぱいです。あとでもう一度送るか、電話してください。</translation>
    </message>
    <message>
        <source>Not sent. The server takes no mail for this recipient. Check the address; if it is right, call them.</source>
        <translation>送られていません。この宛先には届けられません。宛先を確かめて、正しければ電話してください。</translation>
    </message>
    <message>
        <source>Not sent. The mail is too big for the server. Make the files smaller, or share them in another way.</source>
        <translation>送られていません。メールが大きすぎます。添付を小さくするか、別の方法で渡してください。</translation>
    </message>
    <message>
        <source>Not sent. The server took the text or a file for dangerous or unwanted mail. Look at the files and links, then try again.</source>
        <translation>送られていません。本文か添付が迷惑メールや危険なものとみなされました。添付とリンクを見直してから、もう一度送ってください。</translation>
    </message>
    <message>
        <source>Not sent. This mail server is too old for some letters in it. Use an address of plain letters; send a forwarded mail as text.</source>
        <translation>送られていません。このメールサーバーでは扱えない文字があります。英数字の宛先を使い、転送は本文に貼ってください。</translation>
    </message>
    <message>
        <source>We cannot tell whether it left. It may have arrived. Ask before you send it again.</source>
        <translation>送れたか確認できません。届いている可能性があります。送り直す前に相手に確かめてください。</translation>
    </message>
    <message>
        <source>Not sent. The mail server refused it. Try again; if it happens again, show these words to whoever looks after your mail.</source>
        <translation>送られていません。メールサーバーに断られました。もう一度試し、だめならこの言葉をメールの担当者に見せてください。</translation>
    </message>
    <message>
        <source>{name} &lt;{addr}&gt;</source>
        <comment>a customer, politely</comment>
        <translation>{name} 様 &lt;{addr}&gt;</translation>
    </message>
    <message>
        <source>To reply (mine)</source>
        <translation>返信する(自分)</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>回答あり</translation>
    </message>
    <message>
        <source>Asked of me</source>
        <translation>自分への相談</translation>
    </message>
    <message>
        <source>To approve</source>
        <translation>確認待ち</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>担当なし</translation>
    </message>
    <message>
        <source>Who</source>
        <comment>has how much</comment>
        <translation>だれ</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>cases</comment>
        <translation>未完了</translation>
    </message>
    <message>
        <source>Reply overdue</source>
        <translation>返信期限切れ</translation>
    </message>
    <message>
        <source>Escalations to answer</source>
        <translation>回答待ちの相談</translation>
    </message>
    <message>
        <source>Asked today</source>
        <translation>今日の相談</translation>
    </message>
    <message>
        <source>{n} ({late} overdue)</source>
        <translation>{n} (うち超過 {late})</translation>
    </message>
    <message>
        <source>No escalation was asked today.</source>
        <translation>今日のエスカレーションはありません。</translation>
    </message>
    <message>
        <source>{hour}:00 {n}</source>
        <translation>{hour}時台 {n}件</translation>
    </message>
    <message>
        <source>Escalations asked today, by hour: {hours}</source>
        <translation>今日のエスカレーション(時間ごと): {hours}</translation>
    </message>
    <message>
        <source>nobody</source>
        <comment>has the case</comment>
        <translation>担当なし</translation>
    </message>
    <message>
        <source>{name} (by mail only)</source>
        <translation>{name}(メールのみ)</translation>
    </message>
    <message>
        <source>{name} ({where})</source>
        <translation>{name}({where})</translation>
    </message>
    <message>
        <source>Escalated</source>
        <translation>エスカレーション中</translation>
    </message>
    <message>
        <source>Waiting for customer</source>
        <translation>お客様の返信待ち</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>サーバー上</translation>
    </message>
    <message>
        <source>In cases</source>
        <translation>案件に</translation>
    </message>
    <message>
        <source>Second copies</source>
        <translation>重複</translation>
    </message>
    <message>
        <source>Filtered</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>送信トレイ</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>読めないメール</translation>
    </message>
    <message>
        <source>Not applied</source>
        <translation>反映されず</translation>
    </message>
    <message>
        <source>Stopped automatic mail</source>
        <translation>止めた自動メール</translation>
    </message>
    <message>
        <source>By deadline</source>
        <translation>期限順</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>新しい順</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>古い順</translation>
    </message>
    <message>
        <source>By number</source>
        <translation>番号順</translation>
    </message>
    <message>
        <source>{status}, sent on to {desk}</source>
        <translation>{status}({desk} へ転送)</translation>
    </message>
    <message>
        <source>New</source>
        <translation>未対応</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>対応中</translation>
    </message>
    <message>
        <source>Heads-up</source>
        <translation>共有</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>確認</translation>
    </message>
    <message>
        <source>Instruct me</source>
        <translation>指示</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>承認</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>交代</translation>
    </message>
    <message>
        <source>I take it</source>
        <translation>引き受ける</translation>
    </message>
    <message>
        <source>Approve it</source>
        <translation>承認する</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>承認しない</translation>
    </message>
    <message>
        <source>Instruct</source>
        <translation>指示する</translation>
    </message>
    <message>
        <source>Hand back</source>
        <translation>差し戻す</translation>
    </message>
    <message>
        <source>Raise</source>
        <translation>上へ上げる</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>今は対応できない</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>不在</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>確認しました</translation>
    </message>
    <message>
        <source>Answer in words</source>
        <translation>文章での回答</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>送信前</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>送信済み</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>届いた</translation>
    </message>
    <message>
        <source>Bounced</source>
        <translation>届かず</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>受領</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>反映済み</translation>
    </message>
    <message>
        <source>Customer told</source>
        <translation>お客様へ連絡済み</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>取り下げ</translation>
    </message>
    <message>
        <source>Asks for the person in charge</source>
        <translation>責任者からの回答を求められている</translation>
    </message>
    <message>
        <source>Needs special knowledge</source>
        <translation>専門知識が必要</translation>
    </message>
    <message>
        <source>Negotiates an amount</source>
        <translation>金額の交渉・調整</translation>
    </message>
    <message>
        <source>Needs authority or approval</source>
        <translation>権限・承認が必要</translation>
    </message>
    <message>
        <source>Will take long</source>
        <translation>時間がかかりそう</translation>
    </message>
    <message>
        <source>Gets worse with delay</source>
        <translation>遅れると深刻になる</translation>
    </message>
    <message>
        <source>Not in the handbook</source>
        <translation>手順にない</translation>
    </message>
    <message>
        <source>The customer is upset</source>
        <translation>感情的になっている</translation>
    </message>
    <message>
        <source>Outage or emergency</source>
        <translation>障害・緊急</translation>
    </message>
    <message>
        <source>Not sure, asking</source>
        <translation>迷ったので相談</translation>
    </message>
    <message>
        <source>In</source>
        <translation>在席</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>取込み中</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>外出</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>休み</translation>
    </message>
    <message>
        <source>Gone home</source>
        <translation>退勤</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>リーダー</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>メンバー</translation>
    </message>
    <message>
        <source>Trainee</source>
        <translation>見習い</translation>
    </message>
    <message>
        <source>To be sent later</source>
        <translation>送信予約</translation>
    </message>
    <message>
        <source>Leaves in a moment</source>
        <translation>まもなく送信</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>Being checked</source>
        <translation>確認中</translation>
    </message>
    <message>
        <source>Leaving</source>
        <translation>送信中</translation>
    </message>
    <message>
        <source>Not sent: please look</source>
        <translation>未送信: 確認してください</translation>
    </message>
    <message>
        <source>Refused by the server</source>
        <translation>サーバーが拒否</translation>
    </message>
    <message>
        <source>May have been sent</source>
        <translation>送れたか不明</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>Roomy</source>
        <translation>ゆったり</translation>
    </message>
    <message>
        <source>(no sender)</source>
        <translation>(差出人なし)</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(件名なし)</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>社内</translation>
    </message>
    <message>
        <source>[The rest of this mail is too long to print.]</source>
        <translation>[このメールの続きは長いため、印刷していません。]</translation>
    </message>
    <message>
        <source>automatic reply</source>
        <translation>自動返信</translation>
    </message>
    <message>
        <source>undeliverable</source>
        <translation>不達</translation>
    </message>
    <message>
        <source>mailing list</source>
        <translation>メールマガジン</translation>
    </message>
    <message>
        <source>It opened this case.</source>
        <translation>この案件の最初のメールです。</translation>
    </message>
    <message>
        <source>It answers a mail of this case.</source>
        <translation>この案件のメールへの返信です。</translation>
    </message>
    <message>
        <source>It refers to a mail of this case.</source>
        <translation>この案件のメールを参照しています。</translation>
    </message>
    <message>
        <source>It answers the same earlier mail.</source>
        <translation>同じ前のメールへの返信です。</translation>
    </message>
    <message>
        <source>It carries our number of this case.</source>
        <translation>この案件の番号が付いています。</translation>
    </message>
    <message>
        <source>An earlier mail of this case answers it.</source>
        <translation>先に届いたメールが、このメールへの返信です。</translation>
    </message>
    <message>
        <source>Same subject, same sender, marked as a reply.</source>
        <translation>同じ差出人・同じ件名の返信です。</translation>
    </message>
    <message>
        <source>Outlook marked it as part of this conversation.</source>
        <translation>Outlook が同じ会話のメールとしています。</translation>
    </message>
    <message>
        <source>The case it answers was done; this one follows it.</source>
        <translation>返信先の案件は完了していたため、続きの案件にしました。</translation>
    </message>
    <message>
        <source>It returns a mail of this case.</source>
        <translation>この案件のメールが戻ってきたものです。</translation>
    </message>
    <message>
        <source>One holds a locked archive, the other tells its password.</source>
        <translation>一方がパスワード付きの添付、もう一方がそのパスワードのメールです。</translation>
    </message>
    <message>
        <source>It answers an escalation of this case.</source>
        <translation>この案件のエスカレーションへの回答です。</translation>
    </message>
    <message>
        <source>Its case was merged into this one.</source>
        <translation>案件がここにまとめられました。</translation>
    </message>
    <message>
        <source>Somebody moved it here.</source>
        <translation>手でここに移されました。</translation>
    </message>
    <message>
        <source>Somebody split it off to here.</source>
        <translation>手でここに分けられました。</translation>
    </message>
    <message>
        <source>From {sender}  To {to}</source>
        <translation>差出人 {sender}  宛先 {to}</translation>
    </message>
    <message>
        <source>{route}  Cc {cc}</source>
        <translation>{route}  Cc {cc}</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>青緑</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>青</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>紫</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>桃</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>赤</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>緑</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Receiving (IMAP)</source>
        <translation>受信(IMAP)</translation>
    </message>
    <message>
        <source>Sending (SMTP)</source>
        <translation>送信(SMTP)</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>受信トレイ</translation>
    </message>
    <message>
        <source>Sent mail</source>
        <translation>送信済みメール</translation>
    </message>
    <message>
        <source>Team record</source>
        <translation>チームの記録</translation>
    </message>
    <message>
        <source>All mail accounted for</source>
        <translation>すべてのメールの行き先</translation>
    </message>
    <message>
        <source>Room in the mailbox</source>
        <translation>メールボックスの空き</translation>
    </message>
    <message>
        <source>New mail is announced at once</source>
        <translation>新着の即時通知</translation>
    </message>
    <message>
        <source>Several folders are watched at once</source>
        <translation>複数フォルダーの監視</translation>
    </message>
    <message>
        <source>Numbers of stored mails</source>
        <translation>保存したメールの番号</translation>
    </message>
    <message>
        <source>Quick look for changes</source>
        <translation>変更の素早い確認</translation>
    </message>
    <message>
        <source>Room can be asked</source>
        <translation>空き容量の確認</translation>
    </message>
    <message>
        <source>Folders say what they are</source>
        <translation>フォルダーの種類の表示</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>no; it works, only slower</source>
        <translation>なし(少し遅くなりますが使えます)</translation>
    </message>
    <message>
        <source>{what} {step}</source>
        <translation>{what}{step}</translation>
    </message>
    <message>
        <source>This PC and “{desk}” read the team&apos;s record differently.</source>
        <translation>このPCと「{desk}」で、チームの記録の読み方が食い違っています。</translation>
    </message>
    <message>
        <source>The team&apos;s record has a gap. This PC only shows, it changes nothing.</source>
        <translation>チームの記録が途切れています。このPCでは今は見るだけです。</translation>
    </message>
    <message>
        <source>The team&apos;s record in the mailbox was replaced. This PC only shows, it changes nothing.</source>
        <translation>チームの記録が別のものに置き換わっています。このPCでは今は見るだけです。</translation>
    </message>
    <message>
        <source>Somebody deleted messages of the team&apos;s record. This PC has everything; go on.</source>
        <translation>チームの記録の一部がメールボックスから消されました。このPCにはすべて残っているので、仕事は続けられます。</translation>
    </message>
    <message>
        <source>This PC and another one read the team&apos;s record differently.</source>
        <translation>このPCと別のPCで、チームの記録の読み方が食い違っています。</translation>
    </message>
    <message>
        <source>Another PC uses a newer Mailroom. This PC only shows.</source>
        <translation>ほかのPCが新しい Mailroom を使っています。このPCでは今は見るだけです。</translation>
    </message>
    <message>
        <source>Please update Mailroom on this PC.</source>
        <translation>このPCの Mailroom を更新してください。</translation>
    </message>
    <message>
        <source>As a lead you can rebuild the record.</source>
        <translation>リーダーとして記録を立て直せます。</translation>
    </message>
    <message>
        <source>Please tell {leads}.</source>
        <translation>{leads}に知らせてください。</translation>
    </message>
    <message>
        <source>your lead</source>
        <translation>リーダー</translation>
    </message>
    <message>
        <source>Nothing is wrong. Rebuilding is only needed when the line at the bottom says so.</source>
        <translation>問題はありません。立て直しは、画面に知らせが出たときだけ必要です。</translation>
    </message>
    <message>
        <source>Messages are missing in the folder Mailroom/Journal: somebody deleted them, or the mailbox was restored from a backup. No PC that lacks them can know what was in them.</source>
        <translation>フォルダー Mailroom/Journal のメールがいくつか足りません。だれかが削除したか、メールボックスがバックアップから戻されたためです。足りないPCには、その中身が分かりません。</translation>
    </message>
    <message>
        <source>The folder Mailroom/Journal is gone or is another one than before. This happens when a mailbox is moved to another server, restored, or when the folder was deleted.</source>
        <translation>フォルダー Mailroom/Journal がなくなったか、前とは別のものになっています。メールボックスを別のサーバーへ移したとき、バックアップから戻したとき、フォルダーを削除したときに起こります。</translation>
    </message>
    <message>
        <source>Messages were deleted from the folder Mailroom/Journal. This PC had read them before, so nothing is lost here; other PCs may lack them.</source>
        <translation>フォルダー Mailroom/Journal のメールがいくつか削除されました。このPCは削除の前に読み終えているので失われたものはありませんが、ほかのPCには足りないかもしれません。</translation>
    </message>
    <message>
        <source>Two PCs have read the same record and come to different results. Work can go on, but they may show a case differently.</source>
        <translation>2台のPCが同じ記録を読んで、違う結果になりました。仕事は続けられますが、案件の表示がPCによって違うかもしれません。</translation>
    </message>
    <message>
        <source>Somebody works with a newer Mailroom, whose steps this one does not know yet.</source>
        <translation>だれかが新しい Mailroom を使っていて、その操作をこの Mailroom はまだ知りません。</translation>
    </message>
    <message>
        <source>The mailbox is nearly full. Replies, claims and answers to escalations still work; notes, labels and the like wait until there is room. Please tell {who}.</source>
        <translation>メールボックスの空きが残りわずかです。返信・対応の開始・エスカレーションの回答はできます。メモやラベルなどは、空きができるまで待ってください。{who}に知らせてください。</translation>
    </message>
    <message>
        <source>The mailbox is full. This PC only shows until there is room: delete old mail in the mailbox or get more room. Please tell {who}.</source>
        <translation>メールボックスの空きがありません。空きができるまで、このPCでは見るだけです。古いメールを減らすか容量を増やす必要があります。{who}に知らせてください。</translation>
    </message>
    <message>
        <source>{who}: together with other heads-ups</source>
        <translation>{who}: ほかの共有とまとめて届きます</translation>
    </message>
    <message>
        <source>{level} {name}</source>
        <translation>{level} {name}</translation>
    </message>
    <message>
        <source>{category} → {level}</source>
        <translation>{category} → {level}</translation>
    </message>
    <message>
        <source>knows about {category}</source>
        <translation>{category}に詳しい</translation>
    </message>
    <message>
        <source>stands in for {who}</source>
        <translation>{who}の代理</translation>
    </message>
    <message>
        <source>asked first when in doubt</source>
        <translation>迷ったときの相談先</translation>
    </message>
    <message>
        <source>no rule fits, so it comes here</source>
        <translation>当てはまるルールがないため</translation>
    </message>
    <message>
        <source>chosen by you</source>
        <translation>あなたが選択</translation>
    </message>
    <message>
        <source>no longer here</source>
        <translation>退職</translation>
    </message>
    <message>
        <source>{presence} until {time}</source>
        <comment>short</comment>
        <translation>{presence} {time}まで</translation>
    </message>
    <message>
        <source>Not known until when</source>
        <translation>戻る時刻は未定</translation>
    </message>
    <message>
        <source>A new PC joined the team: {desk} ({who})</source>
        <translation>新しい PC「{desk}」({who})がチームに加わりました</translation>
    </message>
    <message>
        <source>{who} founded the team {name}</source>
        <translation>{who}がチーム「{name}」を作りました</translation>
    </message>
    <message>
        <source>{who} changed the levels</source>
        <translation>{who}がレベルの取り決めを変更しました</translation>
    </message>
    <message>
        <source>{who} set the label “{name}”</source>
        <translation>{who}がラベル「{name}」を設定しました</translation>
    </message>
    <message>
        <source>{who} sat down at {desk}</source>
        <translation>{who}が「{desk}」の席に着きました</translation>
    </message>
    <message>
        <source>The PC {before} is called {name} now</source>
        <translation>PC「{before}」の名前が「{name}」になりました</translation>
    </message>
    <message>
        <source>{name} joined the team</source>
        <translation>{name}がチームに加わりました</translation>
    </message>
    <message>
        <source>{name} has left the team</source>
        <translation>{name}がチームを離れました</translation>
    </message>
    <message>
        <source>{name} is back in the team</source>
        <translation>{name}がチームに戻りました</translation>
    </message>
    <message>
        <source>{who} made {name} {role}</source>
        <translation>{who}が{name}の役割を「{role}」にしました</translation>
    </message>
    <message>
        <source>{before} is called {name} now</source>
        <translation>{before}の名前が{name}になりました</translation>
    </message>
    <message>
        <source>{who} changed how {name} is reached</source>
        <translation>{who}が{name}の連絡先を変更しました</translation>
    </message>
    <message>
        <source>{who} changed hours or deputy of {name}</source>
        <translation>{who}が{name}の勤務時間か代理を変更しました</translation>
    </message>
    <message>
        <source>Noted why it does not apply</source>
        <translation>見送りの理由を記録しました</translation>
    </message>
    <message>
        <source>Told {who} too</source>
        <translation>{who}に追加で伝えました</translation>
    </message>
    <message>
        <source>Withdrawn; {who} is told</source>
        <translation>取り下げました。{who}に知らせます</translation>
    </message>
    <message>
        <source>The answer is recorded</source>
        <translation>回答を記録しました</translation>
    </message>
    <message>
        <source>Back with the desk, with your instruction</source>
        <translation>指示を付けて窓口に差し戻しました</translation>
    </message>
    <message>
        <source>The answer is sorted</source>
        <translation>回答を仕分けました</translation>
    </message>
    <message>
        <source>The answer is not used</source>
        <translation>この回答は使いません</translation>
    </message>
    <message>
        <source>The call is noted; the record mail follows</source>
        <translation>電話を記録しました。記録メールを送ります</translation>
    </message>
    <message>
        <source>Noted as done</source>
        <translation>反映したと記録しました</translation>
    </message>
    <message>
        <source>Noted: the customer knows</source>
        <translation>お客様へ連絡済みと記録しました</translation>
    </message>
    <message>
        <source>{who}: {answer}</source>
        <translation>{who}: {answer}</translation>
    </message>
    <message>
        <source>{said} · {how}, {when}</source>
        <translation>{said} · {how} {when}</translation>
    </message>
    <message>
        <source>by phone</source>
        <translation>電話で</translation>
    </message>
    <message>
        <source>in person</source>
        <translation>対面で</translation>
    </message>
    <message>
        <source>spoken</source>
        <translation>口頭で</translation>
    </message>
    <message>
        <source>by mail</source>
        <translation>メールで</translation>
    </message>
    <message>
        <source>in Mailroom</source>
        <translation>Mailroom で</translation>
    </message>
    <message>
        <source>It is from nobody we asked, and is not used.</source>
        <translation>頼んだ相手からではないため、使いません。</translation>
    </message>
    <message>
        <source>This mail carries a mark that we never made. It is not used.</source>
        <translation>偽の印が付いたメールです。使いません。</translation>
    </message>
    <message>
        <source>This was answered before; a copy of an old mail changes nothing.</source>
        <translation>回答済みのメールの写しです。何も変わりません。</translation>
    </message>
    <message>
        <source>It comes from {addr}, whom nobody asked. Does it count as {who}&apos;s?</source>
        <translation>頼んでいない {addr} から届きました。{who}の回答として扱いますか?</translation>
    </message>
    <message>
        <source>It came after {who} had taken it, and changes nothing.</source>
        <translation>{who}が引き受けたあとに届いた回答です。何も変わりません。</translation>
    </message>
    <message>
        <source>Called at {time}. The record mail has not left yet; it is sent by itself.</source>
        <translation>{time} に電話しました。記録メールはまだ送られていません(自動で送ります)。</translation>
    </message>
    <message>
        <source>Done as {who} answered. Now tell the customer.</source>
        <translation>{who}の回答どおりに反映しました。お客様へ連絡してください。</translation>
    </message>
    <message>
        <source>{who} has answered. Apply it and reply to the customer.</source>
        <translation>{who}から回答がありました。反映して、お客様へ返信してください。</translation>
    </message>
    <message>
        <source>{sentence} By {time}</source>
        <translation>{sentence} {time}まで</translation>
    </message>
    <message>
        <source>{sentence} By {time}: {left}</source>
        <translation>{sentence} {time}まで、{left}</translation>
    </message>
    <message>
        <source>The answer is due</source>
        <translation>回答期限</translation>
    </message>
    <message>
        <source>{who} {where} → skipped</source>
        <translation>{who} {where} → 飛ばす</translation>
    </message>
    <message>
        <source>now</source>
        <translation>今</translation>
    </message>
    <message>
        <source>{who} (stands in)</source>
        <translation>{who}(代理)</translation>
    </message>
    <message>
        <source>reminder to {who}</source>
        <translation>催促 → {who}</translation>
    </message>
    <message>
        <source>no answer → {who} (stands in)</source>
        <translation>回答なし → {who}(代理)</translation>
    </message>
    <message>
        <source>no answer → {who} ({level})</source>
        <translation>回答なし → {who}({level})</translation>
    </message>
    <message>
        <source>no answer → on everybody&apos;s board</source>
        <translation>回答なし → 全員の一覧へ</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between signs</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Sign: {name}</source>
        <translation>目安: {name}</translation>
    </message>
    <message>
        <source>Sign: {where}?</source>
        <translation>目安: {where}?</translation>
    </message>
    <message>
        <source>“{sign}”</source>
        <translation>「{sign}」</translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) of the customer</source>
        <translation>
            <numerusform>お客様のメール %n 通</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting for {span}</source>
        <translation>{span}お待たせ</translation>
    </message>
    <message>
        <source>nothing in the handbook fits</source>
        <translation>当てはまる手順がない</translation>
    </message>
    <message>
        <source>Found: {signs}. You decide.</source>
        <translation>{signs}とあります。決めるのはあなたです。</translation>
    </message>
    <message>
        <source>You decide.</source>
        <translation>決めるのはあなたです。</translation>
    </message>
    <message>
        <source>{name} → {where}</source>
        <translation>{name} → {where}</translation>
    </message>
    <message>
        <source>extension</source>
        <translation>内線</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>mobile</source>
        <translation>携帯</translation>
    </message>
    <message>
        <source>{name} {number}</source>
        <translation>{name} {number}</translation>
    </message>
    <message>
        <source>Not delivered: {who} ({why})</source>
        <translation>届きませんでした: {who} {why}</translation>
    </message>
    <message>
        <source>Not delivered yet, still being tried: {who} ({why})</source>
        <translation>まだ届いていません(再送を続けています): {who} {why}</translation>
    </message>
    <message>
        <source>Nothing to do yet. If it is urgent, call.</source>
        <translation>いまは何もしなくてかまいません。お急ぎなら電話してください</translation>
    </message>
    <message>
        <source>Check the address, or call the customer.</source>
        <translation>アドレスを確かめるか、お客様に電話してください</translation>
    </message>
    <message>
        <source>Check what stands behind the @, or call the customer.</source>
        <translation>@ の後ろを確かめるか、お客様に電話してください</translation>
    </message>
    <message>
        <source>Call the customer, or send it again later.</source>
        <translation>お客様に電話するか、時間をおいて送り直してください</translation>
    </message>
    <message>
        <source>Write it differently, without links or files, or call.</source>
        <translation>リンクやファイルを外して書き直すか、電話してください</translation>
    </message>
    <message>
        <source>Their phone lets only chosen senders through. Call, and ask them to allow our address.</source>
        <translation>相手の受信設定で拒否されています。電話で、こちらのアドレスを受信できるように設定をお願いしてください</translation>
    </message>
    <message>
        <source>Send it with smaller files.</source>
        <translation>ファイルを小さくして送り直してください</translation>
    </message>
    <message>
        <source>Send it again later, or call the customer.</source>
        <translation>時間をおいて送り直すか、お客様に電話してください</translation>
    </message>
    <message>
        <source>Look at the report, or call the customer.</source>
        <translation>届いた通知を確かめるか、お客様に電話してください</translation>
    </message>
    <message>
        <source>no such address</source>
        <translation>宛先不明</translation>
    </message>
    <message>
        <source>no such mail server</source>
        <translation>相手のメールサーバーが見つかりません</translation>
    </message>
    <message>
        <source>mailbox full</source>
        <translation>受信ボックスが一杯</translation>
    </message>
    <message>
        <source>refused as spam</source>
        <translation>迷惑メールとして拒否</translation>
    </message>
    <message>
        <source>refused by the recipient&apos;s settings</source>
        <translation>受信設定で拒否</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>大きすぎます</translation>
    </message>
    <message>
        <source>their server does not answer</source>
        <translation>相手のサーバーが応答しません</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>理由不明</translation>
    </message>
    <message>
        <source>Read by {who}</source>
        <translation>{who} が開封しました</translation>
    </message>
    <message>
        <source>Delivered to {who}</source>
        <translation>{who} に届きました</translation>
    </message>
    <message>
        <source>Passed on for {who}; what became of it there is not reported</source>
        <translation>{who} あてに引き渡されました(その先は通知されません)</translation>
    </message>
    <message>
        <source>, </source>
        <comment>list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>a recipient</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>レベル</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>経路</translation>
    </message>
    <message>
        <source>Criteria</source>
        <translation>目安</translation>
    </message>
    <message>
        <source>When in doubt</source>
        <translation>迷ったときの相談先</translation>
    </message>
    <message>
        <source>What no rule reaches</source>
        <translation>どのルールにも当てはまらないとき</translation>
    </message>
    <message>
        <source>Business hours</source>
        <translation>営業時間</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>送らない時間帯</translation>
    </message>
    <message>
        <source>When a step is due</source>
        <translation>予定の時刻になったら</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>案内文</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>見直し</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Important</source>
        <translation>重要</translation>
    </message>
    <message>
        <source>With care</source>
        <translation>慎重に</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>残り時間</translation>
    </message>
    <message>
        <source>Answer to an invitation: accepted</source>
        <translation>招待への返事: 出席</translation>
    </message>
    <message>
        <source>Answer to an invitation: declined</source>
        <translation>招待への返事: 欠席</translation>
    </message>
    <message>
        <source>Answer to an invitation: perhaps</source>
        <translation>招待への返事: 未定</translation>
    </message>
    <message>
        <source>Answer to an invitation</source>
        <translation>招待への返事</translation>
    </message>
    <message>
        <source>Invitation, changed</source>
        <translation>予定の招待(変更)</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>予定の招待</translation>
    </message>
    <message>
        <source>Invitation, cancelled</source>
        <translation>予定の取り消し</translation>
    </message>
    <message>
        <source>Another time is proposed</source>
        <translation>別の日時の提案</translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) taken in.</source>
        <translation>
            <numerusform>メール %n 通を取り込みました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n is/are a case already.</source>
        <translation>
            <numerusform>%n 通はすでに案件にあります。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n left out.</source>
        <translation>
            <numerusform>中止しました。%n 通は取り込んでいません。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform>、ほか%n名</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> (and %n more)</source>
        <translation>
            <numerusform>(ほか %n 件)</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” is a file of Outlook: save the mail as .eml there.</source>
        <translation>「{name}」は Outlook の形式です。Outlook でメールを .eml として保存してから取り込んでください。</translation>
    </message>
    <message>
        <source>“{name}” holds no mail.</source>
        <translation>「{name}」はメールではありません。</translation>
    </message>
    <message>
        <source>“{name}” is too big for a mail.</source>
        <translation>「{name}」はメールとしては大きすぎます。</translation>
    </message>
    <message>
        <source>The mail server did not take “{name}”.</source>
        <translation>メールサーバーが「{name}」を受け付けませんでした。</translation>
    </message>
    <message>
        <source>“{name}” cannot be read.</source>
        <translation>「{name}」を読めません。</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>予定</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>参加者</translation>
    </message>
    <message>
        <source>What</source>
        <translation>何を</translation>
    </message>
    <message>
        <source>Organiser</source>
        <translation>主催者</translation>
    </message>
    <message>
        <source>Who asks whom</source>
        <translation>誰が誰に</translation>
    </message>
    <message>
        <source>Which case</source>
        <translation>どの案件</translation>
    </message>
    <message>
        <source>How far</source>
        <translation>どこまで</translation>
    </message>
    <message>
        <source>What comes next</source>
        <translation>次の予定</translation>
    </message>
    <message>
        <source>L{level} {kind}</source>
        <translation>L{level} {kind}</translation>
    </message>
    <message>
        <source>{asker} → {whom}</source>
        <translation>{asker} → {whom}</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>全員</translation>
    </message>
    <message>
        <source>{state} (asked {when})</source>
        <translation>{state}({when} 依頼)</translation>
    </message>
    <message>
        <source>{state}, record mail still to be sent</source>
        <translation>{state}、記録メール未送信</translation>
    </message>
    <message>
        <source>{state}, {who} has it</source>
        <translation>{state}、{who}が対応中</translation>
    </message>
    <message>
        <source>{step} ({whom})</source>
        <translation>{step}({whom})</translation>
    </message>
    <message>
        <source>Proposal: {step}</source>
        <translation>提案: {step}</translation>
    </message>
    <message>
        <source>Only {who} and leads write to this customer.</source>
        <translation>このお客様へ返信するのは{who}とリーダーだけです。</translation>
    </message>
    <message>
        <source>Let a second person look before it leaves.</source>
        <translation>送る前に、もう 1 人に見てもらってください。</translation>
    </message>
    <message>
        <source>As of {when}</source>
        <translation>{when} 現在</translation>
    </message>
    <message>
        <source>promised {text} by {at}</source>
        <translation>お約束: {text}({at} まで)</translation>
    </message>
    <message>
        <source>{state}: {whom}</source>
        <translation>{state}: {whom}</translation>
    </message>
    <message>
        <source>a draft is on {who}&apos;s PC</source>
        <translation>{who}のPCに下書きあり</translation>
    </message>
    <message>
        <source>{step} (+{n} more)</source>
        <translation>{step} ほか {n} 件</translation>
    </message>
    <message>
        <source>{step} · {span} late, the PC was off</source>
        <translation>{step}・{span}遅れ(PC が止まっていました)</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) of the night were matched to how things stand. Nothing is sent in bulk.</source>
        <translation>
            <numerusform>夜の間の予定 %n 件は今の状態に合わせました。まとめて送ることはしません。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) missed while the PC was off were matched to how things stand. Nothing is sent in bulk.</source>
        <translation>
            <numerusform>PC が止まっていた間の予定 %n 件は今の状態に合わせました。まとめて送ることはしません。</numerusform>
        </translation>
    </message>
    <message>
        <source>request</source>
        <comment>a step</comment>
        <translation>依頼</translation>
    </message>
    <message>
        <source>reminder</source>
        <comment>a step</comment>
        <translation>催促</translation>
    </message>
    <message>
        <source>alternate</source>
        <comment>a step</comment>
        <translation>代理に依頼</translation>
    </message>
    <message>
        <source>next level</source>
        <comment>a step</comment>
        <translation>上位に依頼</translation>
    </message>
    <message>
        <source>open to everybody</source>
        <comment>a step</comment>
        <translation>全員に開く</translation>
    </message>
    <message>
        <source>soon</source>
        <translation>まもなく</translation>
    </message>
    <message>
        <source>Next automatic step {at} {what}: #{number}</source>
        <translation>次の自動手順 {at} {what} #{number}</translation>
    </message>
    <message>
        <source>Next automatic mail {at} {what} ({whom})</source>
        <translation>次の自動送信 {at} {what}({whom})</translation>
    </message>
    <message>
        <source>Time for: {what}, L{level} #{number} → {whom}</source>
        <translation>{what}の時刻です: L{level} #{number} → {whom}</translation>
    </message>
    <message>
        <source>Time for: {what}, L{level} #{number}</source>
        <translation>{what}の時刻です: L{level} #{number}</translation>
    </message>
    <message>
        <source>It answers the mail of {who} of {when}, “{subject}”.</source>
        <translation>{who} さんの {when} のメール「{subject}」への返信です。</translation>
    </message>
    <message>
        <source>It refers to the mail of {who} of {when}, “{subject}”.</source>
        <translation>{who} さんの {when} のメール「{subject}」を参照しています。</translation>
    </message>
    <message>
        <source>It and the mail of {who} of {when} answer the same earlier mail, which is not here.</source>
        <translation>{who} さんの {when} のメールと同じ、ここにはない以前のメールへの返信です。</translation>
    </message>
    <message>
        <source>The mail of {who} of {when} answers it, and was here first.</source>
        <translation>先に届いていた {who} さんの {when} のメールが、このメールへの返信です。</translation>
    </message>
    <message>
        <source>It is marked as a reply, with the subject of the mail of {who} of {when}, and no other case of this person has that subject.</source>
        <translation>返信の印があり、{who} さんの {when} のメールと同じ件名です。この方の同じ件名の案件は、ほかにありません。</translation>
    </message>
    <message>
        <source>Outlook marked it as part of one conversation with the mail of {who} of {when}, “{subject}”.</source>
        <translation>Outlook が、{who} さんの {when} のメール「{subject}」と同じ会話だとしています。</translation>
    </message>
    <message>
        <source>It answers the mail of {who} of {when}, but that case was done. By the team&apos;s rules it opened this new case beside it.</source>
        <translation>{who} さんの {when} のメールへの返信ですが、その案件は完了していました。チームのルールにより、新しい案件にしました。</translation>
    </message>
    <message>
        <source>It says that the mail of {when}, “{subject}”, came back.</source>
        <translation>{when} のメール「{subject}」が届かなかったという知らせです。</translation>
    </message>
    <message>
        <source>It tells the password of the archive in the mail of {who} of {when}, “{subject}”.</source>
        <translation>{when} の {who} のメール「{subject}」に付いたファイルのパスワードのメールです。</translation>
    </message>
    <message>
        <source>{what} ({who})</source>
        <translation>{what}({who})</translation>
    </message>
    <message>
        <source>Our mark in the text</source>
        <translation>本文のこちらの印</translation>
    </message>
    <message>
        <source>Returned mail</source>
        <translation>戻ってきたメール</translation>
    </message>
    <message>
        <source>this mail names one of its mails</source>
        <translation>このメールが、その案件のメールを参照しています</translation>
    </message>
    <message>
        <source>same conversation in Outlook</source>
        <translation>Outlook では同じ会話です</translation>
    </message>
    <message>
        <source>same customer, same subject</source>
        <translation>同じお客様・同じ件名</translation>
    </message>
    <message>
        <source>same customer, same number in the subject</source>
        <translation>同じお客様・件名に同じ番号</translation>
    </message>
    <message>
        <source>related</source>
        <translation>関連</translation>
    </message>
    <message>
        <source>#{number} {subject}</source>
        <translation>#{number} {subject}</translation>
    </message>
    <message>
        <source>{who}, {status}</source>
        <translation>{who}・{status}</translation>
    </message>
    <message>
        <source>{forwarder} passed this on. The customer is {who}; replies go there.</source>
        <translation>{forwarder} さんからの転送です。お客様は {who} です。返信はお客様に届きます。</translation>
    </message>
    <message>
        <source>A mail of {who} is inside. Is that the customer?</source>
        <translation>中に {who} さんのメールがあります。お客様はこの方ですか?</translation>
    </message>
    <message>
        <source>Reply to {who}</source>
        <translation>{who} 様に返信</translation>
    </message>
    <message>
        <source>Answered outside Mailroom: from {who}, sent by {sender}</source>
        <translation>Mailroom の外から返信: {who}(送信 {sender})</translation>
    </message>
    <message>
        <source>Answered outside Mailroom: from {who}</source>
        <translation>Mailroom の外から返信: {who}</translation>
    </message>
    <message>
        <source>These are not filled in yet: {blanks}</source>
        <translation>埋まっていないところがあります: {blanks}</translation>
    </message>
    <message>
        <source>A mail with the same words is on its way to them already</source>
        <translation>同じ宛先へ、同じ文面のメールがすでに送信待ちです</translation>
    </message>
    <message>
        <source>The same words went to them already: {at}</source>
        <translation>同じ文面のメールを、すでに同じ宛先に送っています({at})</translation>
    </message>
    <message>
        <source>{who} has not taken part in this case</source>
        <translation>{who} は、この案件に出てきたことのない宛先です</translation>
    </message>
    <message>
        <source>Is it {who}, or {other}, who is in this case?</source>
        <translation>宛先は {who} でよいですか。この案件の相手は {other} です</translation>
    </message>
    <message>
        <source>{who} is one of us: the customer sees the address, and “reply all” reaches both</source>
        <translation>{who} は社内の人です。お客様にこのアドレスが見え、お客様の「全員に返信」は社内にも届きます</translation>
    </message>
    <message>
        <source>These words stand in an internal note: “{words}”</source>
        <translation>社内メモにある文が入っています: 「{words}」</translation>
    </message>
    <message>
        <source>The text mentions an attachment, but no file is added</source>
        <translation>本文に「添付」とありますが、ファイルが付いていません</translation>
    </message>
    <message>
        <source>It addresses {name}, but goes to {other}</source>
        <translation>「{name} 様」宛ての文ですが、宛先は {other} 様です</translation>
    </message>
    <message>
        <source>{size} of files: some servers refuse that much</source>
        <translation>添付が {size} あります。大きすぎて受け取れない相手がいます</translation>
    </message>
    <message>
        <source>The reply says {amount}, the mail it answers says {other}</source>
        <translation>返信では {amount}、お客様のメールでは {other} です</translation>
    </message>
    <message>
        <source>{name} needs a password: many companies refuse such files, and a password sent by mail protects nothing. Share it in another way</source>
        <translation>{name} はパスワード付きです。受け取らない会社が多く、メールで送るパスワードでは守れません。別の方法で渡してください</translation>
    </message>
    <message>
        <source>“{word}” is on the team&apos;s list of words to check</source>
        <translation>「{word}」は、送る前に確かめる言葉です</translation>
    </message>
    <message>
        <source>“{blank}” is not filled in yet</source>
        <translation>「{blank}」が埋まっていません</translation>
    </message>
    <message>
        <source>As the mail itself says</source>
        <translation>届いたまま(メール自身の指定どおり)</translation>
    </message>
    <message>
        <source>Japanese (JIS, ISO-2022-JP)</source>
        <translation>日本語(JIS・ISO-2022-JP)</translation>
    </message>
    <message>
        <source>Japanese (Shift_JIS, Windows)</source>
        <translation>日本語(Shift_JIS・Windows)</translation>
    </message>
    <message>
        <source>Japanese (EUC)</source>
        <translation>日本語(EUC)</translation>
    </message>
    <message>
        <source>UTF-8</source>
        <translation>UTF-8</translation>
    </message>
    <message>
        <source>Chinese (GB18030)</source>
        <translation>中国語(GB18030)</translation>
    </message>
    <message>
        <source>Korean (EUC-KR)</source>
        <translation>韓国語(EUC-KR)</translation>
    </message>
    <message>
        <source>Western European (Latin-1)</source>
        <translation>西ヨーロッパ(Latin-1)</translation>
    </message>
    <message>
        <source>UTF-8 that was converted twice</source>
        <translation>UTF-8(二重に変換されたもの)</translation>
    </message>
    <message>
        <source>Signed (S/MIME). Mailroom does not check the signature.</source>
        <translation>電子署名付き(S/MIME)です。署名の確認は行っていません。</translation>
    </message>
    <message>
        <source>Signed (PGP). Mailroom does not check the signature.</source>
        <translation>電子署名付き(PGP)です。署名の確認は行っていません。</translation>
    </message>
    <message>
        <source>Encrypted (S/MIME): only a mail program with your key can read it. Save the mail and open it there, or ask the sender to write without encryption.</source>
        <translation>暗号化されています(S/MIME)。鍵を持つメールソフトでしか読めません。メールを保存してそちらで開くか、暗号化せずに送ってもらってください。</translation>
    </message>
    <message>
        <source>Encrypted (PGP): only a mail program with your key can read it. Save the mail and open it there, or ask the sender to write without encryption.</source>
        <translation>暗号化されています(PGP)。鍵を持つメールソフトでしか読めません。メールを保存してそちらで開くか、暗号化せずに送ってもらってください。</translation>
    </message>
    <message>
        <source>has any of them</source>
        <translation>のどれかがある</translation>
    </message>
    <message>
        <source>has none of them</source>
        <translation>のどれもない</translation>
    </message>
    <message>
        <source>is there</source>
        <translation>がある</translation>
    </message>
    <message>
        <source>is not there</source>
        <translation>がない</translation>
    </message>
    <message>
        <source>is so</source>
        <translation>である</translation>
    </message>
    <message>
        <source>is not so</source>
        <translation>ではない</translation>
    </message>
    <message>
        <source>name@firm.example, @firm.example, part of a name</source>
        <translation>name@firm.example、@firm.example、名前の一部</translation>
    </message>
    <message>
        <source>any file, or part of its name: .pdf, 請求書</source>
        <translation>空ならどの添付でも。名前の一部: .pdf、請求書</translation>
    </message>
    <message>
        <source>words, separated by commas</source>
        <translation>言葉を「、」で区切って</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文書</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>圧縮ファイル</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>“{name}” is a program. It can do anything on this PC. Open it only if you asked for it and know who sent it.</source>
        <translation>「{name}」はプログラムです。このPCで何でもできます。頼んだもので、送った人が分かるときだけ開いてください。</translation>
    </message>
    <message>
        <source>“{name}” can hold macros, which are small programs. Do not allow macros in it unless you know who sent it.</source>
        <translation>「{name}」にはマクロ(小さなプログラム)が入っていることがあります。送った人が分からなければ、マクロを有効にしないでください。</translation>
    </message>
    <message>
        <source>“{name}” is a web page. Do not enter a password or a card number in it.</source>
        <translation>「{name}」はウェブページです。パスワードやカード番号を入力しないでください。</translation>
    </message>
    <message>
        <source>“{name}” looks like a document, but its last part shows that it is a program. Such names are made to deceive. Ask the sender by phone before you open it.</source>
        <translation>「{name}」は文書のように見えますが、末尾はプログラムを表しています。だますための名前です。開く前に、送った人に電話で確かめてください。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) saved</source>
        <translation>
            <numerusform>%n 件のファイルを保存しました</numerusform>
        </translation>
    </message>
    <message>
        <source>All mail</source>
        <translation>すべてのメール</translation>
    </message>
    <message>
        <source>Archived mail</source>
        <translation>アーカイブ</translation>
    </message>
    <message>
        <source>Junk mail</source>
        <translation>迷惑メール</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>ごみ箱</translation>
    </message>
    <message>
        <source>Moved to “{folder}” in another mail program.</source>
        <translation>ほかのメールソフトで「{folder}」に移されました</translation>
    </message>
    <message>
        <source>Deleted from the server (it is still on this PC).</source>
        <translation>サーバーから削除されました(この PC には残っています)</translation>
    </message>
    <message>
        <source>The server suddenly lacks this mail. It is still on this PC.</source>
        <translation>サーバーから急になくなりました(この PC には残っています)</translation>
    </message>
    <message>
        <source>second copy</source>
        <translation>重複</translation>
    </message>
    <message>
        <source>filtered</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>読めない</translation>
    </message>
    <message>
        <source>suddenly gone, not confirmed</source>
        <translation>急になくなった(確認待ち)</translation>
    </message>
    <message>
        <source>gone, being looked for</source>
        <translation>なくなった(探しています)</translation>
    </message>
    <message>
        <source>deleted from the server</source>
        <translation>サーバーから削除</translation>
    </message>
    <message>
        <source>moved to “{folder}”</source>
        <translation>「{folder}」に移動</translation>
    </message>
    <message>
        <source>{n} mails are suddenly no longer on the server.</source>
        <translation>サーバーのメールが急に {n} 通なくなっています。</translation>
    </message>
    <message>
        <source>{n} mails are still to be received.</source>
        <translation>まだ受け取っていないメールが {n} 通あります。</translation>
    </message>
    <message>
        <source>This PC counts {n} mails more than the server. Compare them.</source>
        <translation>この PC のほうがサーバーより {n} 通多くなっています。照らし合わせてください。</translation>
    </message>
    <message>
        <source>All {n} mails on the server are accounted for.</source>
        <translation>サーバーの {n} 通は、すべて行き先が分かっています。</translation>
    </message>
    <message>
        <source>{n} mails have suddenly gone from the server. They are still on this PC. Were they deleted on purpose?</source>
        <translation>サーバーのメールが急に {n} 通なくなりました。この PC には残っています。わざと消したものですか?</translation>
    </message>
    <message>
        <source>{n} mails have suddenly gone from “{folder}” on the server. They are still on this PC, and new mail comes in. Were they deleted on purpose?</source>
        <translation>サーバーの「{folder}」からメールが急に {n} 通なくなりました。この PC には残っていて、新しいメールも届きます。わざと消したものですか?</translation>
    </message>
    <message>
        <source>Opens {host}</source>
        <translation>{host} を開きます</translation>
    </message>
    <message>
        <source>It says {like} but opens {host}.</source>
        <translation>{like} と書かれていますが、開くのは {host} です。</translation>
    </message>
    <message>
        <source>It looks like {like}, but it opens {host}, which is another site.</source>
        <translation>{like} に似ていますが、開くのは別のサイト {host} です。</translation>
    </message>
    <message>
        <source>The name {host} has letters that pass for others.</source>
        <translation>{host} には、ほかの文字に見せかけた文字が入っています。</translation>
    </message>
    <message>
        <source>The address hides that it opens {host}.</source>
        <translation>アドレスの書き方で隠されていますが、開くのは {host} です。</translation>
    </message>
    <message>
        <source>It opens a number ({host}) instead of a named site.</source>
        <translation>サイトの名前ではなく番号({host})を開きます。</translation>
    </message>
    <message>
        <source>The name is so long that its end is easily missed: {host}.</source>
        <translation>名前が長く、大事な末尾を見落としやすいリンクです: {host}</translation>
    </message>
    <message>
        <source>The address is written wrongly and may open anything.</source>
        <translation>アドレスの書き方が正しくなく、何が開くか分かりません。</translation>
    </message>
    <message>
        <source>Do not enter a password or a card number there.</source>
        <translation>開いた先で、パスワードやカード番号を入力しないでください。</translation>
    </message>
    <message>
        <source>Open this link?</source>
        <translation>このリンクを開きますか?</translation>
    </message>
    <message>
        <source>Open {host}</source>
        <translation>{host} を開く</translation>
    </message>
    <message>
        <source>State</source>
        <comment>of a case</comment>
        <translation>状態</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>受付</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最終</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>できごと</translation>
    </message>
    <message>
        <source>Mail sent: {subject}</source>
        <translation>メール送信: {subject}</translation>
    </message>
    <message>
        <source>Mail from {who}: {subject}</source>
        <translation>{who} からのメール: {subject}</translation>
    </message>
    <message>
        <source>{title}: {said}</source>
        <translation>{title}: {said}</translation>
    </message>
    <message numerus="yes">
        <source>%n open case(s)</source>
        <translation>
            <numerusform>対応中 %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) in all</source>
        <translation>
            <numerusform>全 %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s)</source>
        <translation>
            <numerusform>メール %n 通</numerusform>
        </translation>
    </message>
    <message>
        <source>last contact {when}</source>
        <translation>最終の連絡 {when}</translation>
    </message>
    <message>
        <source> · </source>
        <comment>between facts</comment>
        <translation> ・ </translation>
    </message>
    <message>
        <source>{sentence}. {step}</source>
        <translation>{sentence}。{step}。</translation>
    </message>
    <message>
        <source>This archive needs a password. No mail that tells it is here.</source>
        <translation>パスワード付きの添付です。パスワードのメールはまだ届いていません。</translation>
    </message>
    <message>
        <source>Password of the archive, probably: {words}</source>
        <translation>添付のパスワードの候補: {words}</translation>
    </message>
    <message>
        <source>{who} changed the rules on arrival</source>
        <translation>{who}が届いたメールの規則を変えました</translation>
    </message>
    <message>
        <source>{who} took back what a rule did</source>
        <translation>{who}が規則のしたことを元に戻しました</translation>
    </message>
    <message>
        <source>A rule looked at a mail</source>
        <translation>規則がメールを見ました</translation>
    </message>
    <message>
        <source>put on the label {labels}</source>
        <translation>ラベル {labels} を付けました</translation>
    </message>
    <message>
        <source>gave the case to {whom}</source>
        <comment>a rule</comment>
        <translation>担当を{whom}にしました</translation>
    </message>
    <message>
        <source>set level L{level}</source>
        <comment>a rule</comment>
        <translation>緊急度を L{level} にしました</translation>
    </message>
    <message>
        <source>left the mail out</source>
        <comment>a rule</comment>
        <translation>除外にしました</translation>
    </message>
    <message>
        <source>The rule “{rule}” {done}</source>
        <translation>規則「{rule}」: {done}</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between things</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>searched before</source>
        <translation>前に探した言葉</translation>
    </message>
    <message>
        <source>label</source>
        <translation>ラベル</translation>
    </message>
    <message>
        <source>assignee</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>me</source>
        <translation>自分</translation>
    </message>
    <message>
        <source>from</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>to</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>subject</source>
        <translation>件名</translation>
    </message>
    <message>
        <source>body</source>
        <translation>本文</translation>
    </message>
    <message>
        <source>note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>file</source>
        <translation>添付</translation>
    </message>
    <message>
        <source>is</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>before</source>
        <translation>前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>後</translation>
    </message>
    <message>
        <source>who wrote it: name or address</source>
        <translation>書いた人。名前かアドレス</translation>
    </message>
    <message>
        <source>to whom it went</source>
        <translation>届いた相手</translation>
    </message>
    <message>
        <source>words of the subject</source>
        <translation>件名の言葉</translation>
    </message>
    <message>
        <source>words of the mail</source>
        <translation>本文の言葉</translation>
    </message>
    <message>
        <source>words of notes and phone notes</source>
        <translation>社内メモ・電話メモの言葉</translation>
    </message>
    <message>
        <source>name of an attachment</source>
        <translation>添付の名前</translation>
    </message>
    <message>
        <source>a label, and those below it</source>
        <translation>ラベルと、その下のラベル</translation>
    </message>
    <message>
        <source>who has it</source>
        <translation>担当している人</translation>
    </message>
    <message>
        <source>unread, overdue, snoozed, done …</source>
        <translation>未読、期限切れ、保留、完了 …</translation>
    </message>
    <message>
        <source>before a day: 11/3, last week</source>
        <translation>その日より前。11/3、先週</translation>
    </message>
    <message>
        <source>from a day on: 11/3, last week</source>
        <translation>その日から。11/3、先週</translation>
    </message>
    <message>
        <source>with an attachment</source>
        <translation>添付あり</translation>
    </message>
    <message>
        <source>unread</source>
        <comment>state in a search</comment>
        <translation>未読</translation>
    </message>
    <message>
        <source>overdue</source>
        <comment>state in a search</comment>
        <translation>期限切れ</translation>
    </message>
    <message>
        <source>unassigned</source>
        <comment>state in a search</comment>
        <translation>担当なし</translation>
    </message>
    <message>
        <source>mine</source>
        <comment>state in a search</comment>
        <translation>自分</translation>
    </message>
    <message>
        <source>escalated</source>
        <comment>state in a search</comment>
        <translation>エスカレーション中</translation>
    </message>
    <message>
        <source>snoozed</source>
        <comment>state in a search</comment>
        <translation>保留</translation>
    </message>
    <message>
        <source>waiting</source>
        <comment>state in a search</comment>
        <translation>返信待ち</translation>
    </message>
    <message>
        <source>done</source>
        <comment>state in a search</comment>
        <translation>完了</translation>
    </message>
    <message>
        <source>draft</source>
        <comment>state in a search</comment>
        <translation>下書き</translation>
    </message>
    <message>
        <source>held</source>
        <comment>state in a search</comment>
        <translation>ロック中</translation>
    </message>
    <message>
        <source>filtered</source>
        <comment>state in a search</comment>
        <translation>除外</translation>
    </message>
    <message>
        <source>unreadable</source>
        <comment>state in a search</comment>
        <translation>読めない</translation>
    </message>
    <message>
        <source>today</source>
        <comment>day in a search</comment>
        <translation>今日</translation>
    </message>
    <message>
        <source>yesterday</source>
        <comment>day in a search</comment>
        <translation>きのう</translation>
    </message>
    <message>
        <source>this-week</source>
        <comment>day in a search</comment>
        <translation>今週</translation>
    </message>
    <message>
        <source>last-week</source>
        <comment>day in a search</comment>
        <translation>先週</translation>
    </message>
    <message>
        <source>last-month</source>
        <comment>day in a search</comment>
        <translation>先月</translation>
    </message>
    <message>
        <source>There is no condition “{word}”. Searched for it as words.</source>
        <translation>「{word}」という条件はありません。文字として探しました。</translation>
    </message>
    <message>
        <source>There is no state “{word}”. Type “is:” to choose one.</source>
        <translation>「{word}」という状態はありません。「状態:」と入れると選べます。</translation>
    </message>
    <message>
        <source>“{word}” is no day. Write 11/3, 2026-11-03, yesterday …</source>
        <translation>「{word}」は日付として読めません。11/3、2026-11-03、きのう のように入れてください。</translation>
    </message>
    <message>
        <source>“has:” only knows “attachment”.</source>
        <translation>「has:」に使えるのは「attachment」(添付)だけです。</translation>
    </message>
    <message>
        <source>There is no label “{word}”.</source>
        <translation>「{word}」というラベルはありません。</translation>
    </message>
    <message>
        <source>There is nobody called “{word}”.</source>
        <translation>「{word}」という人はいません。</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer or shorter words, or other spellings.</source>
        <translation>見つかりません。言葉を減らすか、短くするか、別の書き方で試してください。</translation>
    </message>
    <message numerus="yes">
        <source>Nothing found here. %n case(s) in “{view}”.</source>
        <translation>
            <numerusform>ここには見つかりません。「{view}」に %n 件あります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>件名</translation>
    </message>
    <message>
        <source>From</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>To</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>{who} removed the template “{name}”</source>
        <translation>{who}が定型文「{name}」を外しました</translation>
    </message>
    <message>
        <source>{who} changed the template “{name}”</source>
        <translation>{who}が定型文「{name}」を変更しました</translation>
    </message>
    <message>
        <source>{who} asked the leads to check a mail</source>
        <translation>{who}がリーダーにメールの確認を頼みました</translation>
    </message>
    <message>
        <source>{who} asked {whom} to check a mail</source>
        <translation>{who}が{whom}にメールの確認を頼みました</translation>
    </message>
    <message>
        <source>{who} approved the mail</source>
        <translation>{who}がメールを承認しました</translation>
    </message>
    <message>
        <source>{who} changed the mail and approved it</source>
        <translation>{who}がメールを直して承認しました</translation>
    </message>
    <message>
        <source>{who} returned the mail for revision</source>
        <translation>{who}がメールを差し戻しました</translation>
    </message>
    <message>
        <source>{who} withdrew the request to check a mail</source>
        <translation>{who}が確認の依頼を取り下げました</translation>
    </message>
    <message>
        <source>From {who}</source>
        <translation>書いた人: {who}</translation>
    </message>
    <message>
        <source>Files: {files}</source>
        <translation>添付: {files}</translation>
    </message>
    <message>
        <source>To look at: {note}</source>
        <translation>見てほしいところ: {note}</translation>
    </message>
    <message>
        <source>Comment: {comment}</source>
        <translation>コメント: {comment}</translation>
    </message>
    <message>
        <source>Leaves {time} at the earliest, once it is approved.</source>
        <translation>承認されたあと、早くても {time} に送ります。</translation>
    </message>
    <message>
        <source>“{words}” becomes a promise (due {at})</source>
        <translation>送信すると「{words}」がお約束になります(期限 {at})</translation>
    </message>
    <message>
        <source>Send it now</source>
        <translation>送信する</translation>
    </message>
    <message>
        <source>Book it for {time}</source>
        <translation>{time} に送信予約</translation>
    </message>
    <message>
        <source>Your mail waits for a lead to check it (asked {at}).</source>
        <translation>このメールはリーダーの確認を待っています({at} に依頼)。</translation>
    </message>
    <message>
        <source>Your mail waits for {whom} to check it (asked {at}).</source>
        <translation>このメールは{whom}の確認を待っています({at} に依頼)。</translation>
    </message>
    <message>
        <source> {whom} is not here; any lead can approve it, too.</source>
        <translation>{whom}は席にいません。ほかのリーダーも承認できます。</translation>
    </message>
    <message>
        <source>{who} returned your mail: {comment}</source>
        <translation>{who}が差し戻しました: {comment}</translation>
    </message>
    <message>
        <source>{who} approved your mail. It has not left yet.</source>
        <translation>{who}が承認しました。まだ送られていません。</translation>
    </message>
    <message>
        <source>{who} changed your mail and approved it. It has not left yet.</source>
        <translation>{who}が直して承認しました。まだ送られていません。</translation>
    </message>
    <message>
        <source>{who} approved your mail, but something new came since. Look at it, then ask again.</source>
        <translation>{who}が承認したあとに、新しい動きがありました。見てから、もう一度頼んでください。</translation>
    </message>
    <message>
        <source>A mail of {who} waits to be checked (asked {at}).</source>
        <translation>{who}のメールが確認を待っています({at} に依頼)。</translation>
    </message>
    <message>
        <source>A mail of {who} waits to be checked (asked {at}): {note}</source>
        <translation>{who}のメールが確認を待っています({at} に依頼): {note}</translation>
    </message>
    <message>
        <source>The case is done once it is sent.</source>
        <translation>送信したら案件を完了にします。</translation>
    </message>
    <message>
        <source>Several things happened in this case while you wrote.</source>
        <translation>書いている間に、この案件でいくつかのことがありました。</translation>
    </message>
    <message numerus="yes">
        <source>%n more before</source>
        <translation>
            <numerusform>ほかに %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>{more}, {line}</source>
        <translation>{more}、{line}</translation>
    </message>
    <message>
        <source>{time} {said}</source>
        <translation>{time} {said}</translation>
    </message>
    <message>
        <source>{time} {said}: “{words}”</source>
        <translation>{time} {said}:「{words}」</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>だれか</translation>
    </message>
    <message>
        <source>The customer</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>A new mail came from the customer while you wrote.</source>
        <translation>書いている間にお客様から新しいメールが届きました。</translation>
    </message>
    <message>
        <source>{who} answered the customer while you wrote.</source>
        <translation>書いている間に{who}がお客様に返信しました。</translation>
    </message>
    <message>
        <source>{who} answered the customer without checking while you wrote.</source>
        <translation>書いている間に{who}がチームの記録を確認せずに返信しました。</translation>
    </message>
    <message>
        <source>An answer of {who} may have left while you wrote.</source>
        <translation>書いている間に{who}の返信が送られた可能性があります。</translation>
    </message>
    <message>
        <source>Somebody answered outside Mailroom while you wrote.</source>
        <translation>書いている間に Mailroom の外から返信されました。</translation>
    </message>
    <message>
        <source>{who} noted a call with the customer while you wrote.</source>
        <translation>書いている間に{who}がお客様との電話を記録しました。</translation>
    </message>
    <message>
        <source>{who} merged another case into this one while you wrote.</source>
        <translation>書いている間に{who}が別の案件をここにまとめました。</translation>
    </message>
    <message>
        <source>{who} moved mails out of this case while you wrote.</source>
        <translation>書いている間に{who}がメールを別の案件に分けました。</translation>
    </message>
    <message>
        <source>{who} opened the case again while you wrote.</source>
        <translation>書いている間に{who}が案件を再開しました。</translation>
    </message>
    <message>
        <source>{who} set the case to done while you wrote.</source>
        <translation>書いている間に{who}が案件を完了にしました。</translation>
    </message>
    <message>
        <source>{who} filtered the case out while you wrote.</source>
        <translation>書いている間に{who}が案件を除外しました。</translation>
    </message>
    <message>
        <source>mail from {who}</source>
        <translation>{who}からのメール</translation>
    </message>
    <message>
        <source>reply of {who}</source>
        <translation>{who}の返信</translation>
    </message>
    <message>
        <source>reply of {who}, sent unchecked</source>
        <translation>{who}の返信(確認せずに送信)</translation>
    </message>
    <message>
        <source>reply of {who} that may have left</source>
        <translation>{who}の返信(送られた可能性があります)</translation>
    </message>
    <message>
        <source>reply from outside Mailroom</source>
        <translation>Mailroom の外からの返信</translation>
    </message>
    <message>
        <source>phone note of {who}</source>
        <translation>{who}の電話メモ</translation>
    </message>
    <message>
        <source>cases merged by {who}</source>
        <translation>{who}が案件をまとめました</translation>
    </message>
    <message>
        <source>mails moved out by {who}</source>
        <translation>{who}がメールを分けました</translation>
    </message>
    <message>
        <source>opened again by {who}</source>
        <translation>{who}が再開しました</translation>
    </message>
    <message>
        <source>set to done by {who}</source>
        <translation>{who}が完了にしました</translation>
    </message>
    <message>
        <source>filtered out by {who}</source>
        <translation>{who}が除外しました</translation>
    </message>
    <message>
        <source>when we open next</source>
        <translation>次の営業開始</translation>
    </message>
    <message>
        <source>Leaves in a few seconds. It can still be cancelled.</source>
        <translation>まもなく送ります。今なら取り消せます。</translation>
    </message>
    <message>
        <source>Waits for the lock: the team&apos;s record is asked whether it may leave.</source>
        <translation>送ってよいかチームの記録に確かめています(担当の確認待ち)。</translation>
    </message>
    <message>
        <source>Being handed to the mail server.</source>
        <translation>メールサーバーに渡しています。</translation>
    </message>
    <message>
        <source>We cannot tell whether it left. It may have arrived. Ask the customer or look into Sent, then choose.</source>
        <translation>送れたか確認できません。届いている可能性があります。お客様か送信済みフォルダで確かめてから選んでください。</translation>
    </message>
    <message>
        <source>Sent, but not to {addresses}: the server refused them.</source>
        <translation>送りましたが、{addresses} には届いていません。サーバーがこの宛先を断りました。</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between addresses</comment>
        <translation>、</translation>
    </message>
    <message numerus="yes">
        <source>Needs a look (%n)</source>
        <translation>
            <numerusform>確認が必要(%n 通)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Goes when there is a connection (%n)</source>
        <translation>
            <numerusform>つながったら送ります(%n 通)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Can go as it is (%n)</source>
        <translation>
            <numerusform>そのまま送れます(%n 通)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On its way (%n)</source>
        <translation>
            <numerusform>送信中(%n 通)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Booked for later (%n)</source>
        <translation>
            <numerusform>送信予約(%n 通)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sent today (%n)</source>
        <translation>
            <numerusform>今日送ったメール(%n 通)</numerusform>
        </translation>
    </message>
    <message>
        <source>Back online. {ready} can go as they are, {look} need a look.</source>
        <translation>つながりました。そのまま送れる返信 {ready} 通、確認が必要な返信 {look} 通。</translation>
    </message>
    <message>
        <source>{ready} can go as they are, {look} need a look.</source>
        <translation>そのまま送れる返信 {ready} 通、確認が必要な返信 {look} 通。</translation>
    </message>
    <message>
        <source>Your reply leaves {time}, if the customer has not written by then.</source>
        <translation>返信を {time} に送ります。それまでにお客様からメールが来たら、送らずにお知らせします。</translation>
    </message>
    <message>
        <source>Its time has come; it leaves in a moment.</source>
        <translation>予約の時刻になりました。まもなく送ります。</translation>
    </message>
    <message>
        <source>Leaves {time}, if the customer has not written by then.</source>
        <translation>{time} に送ります。それまでにお客様からメールが来たら、送らずにお知らせします。</translation>
    </message>
    <message>
        <source>Not sent for more than 8 hours. Mailroom does not send it by itself any more; look at it, then send it.</source>
        <translation>8 時間以上送れませんでした。自動ではもう送りません。見直してから送ってください。</translation>
    </message>
    <message>
        <source>Not sent yet: there is no connection. It goes when there is one again.</source>
        <translation>まだ送られていません。オフラインです。つながったら送ります。</translation>
    </message>
    <message>
        <source>Not sent yet: the team&apos;s record cannot be reached. Mailroom tries again.</source>
        <translation>まだ送られていません。チームの記録につながりません。自動でもう一度試します。</translation>
    </message>
    <message>
        <source>Its turn comes in a moment.</source>
        <translation>まもなく送ります。</translation>
    </message>
    <message>
        <source>Sent {time}. The mailbox has not taken the copy for Sent yet; it is tried again</source>
        <translation>送信済み({time})。送信済みフォルダーへの控えはまだ保存できていません。あとでもう一度試します</translation>
    </message>
    <message>
        <source>Sent.</source>
        <translation>送信しました。</translation>
    </message>
    <message>
        <source>Sent {time}.</source>
        <translation>{time} に送信しました。</translation>
    </message>
    <message>
        <source>Not sent. It should have left {time}; after 8 hours Mailroom asks first.</source>
        <translation>送られていません。{time} に送るはずでした。8 時間を過ぎたメールは、確認してから送ります。</translation>
    </message>
    <message>
        <source>Cancelled, not sent. You are writing another reply to this case: finish that one, then turn this back into a draft.</source>
        <translation>取り消しました(送られていません)。この案件で別の返信を書いている途中です。そちらを終えてから、下書きに戻してください。</translation>
    </message>
    <message>
        <source>Not sent yet. Something new came in the case. Look at it first.</source>
        <translation>まだ送っていません。案件に新しい動きがあります。先に見てください。</translation>
    </message>
    <message>
        <source>Not sent yet. {why}</source>
        <translation>まだ送っていません。{why}</translation>
    </message>
    <message>
        <source>{who} shared the draft of a reply</source>
        <translation>{who}が返信の下書きを共有しました</translation>
    </message>
    <message>
        <source>{who} stopped sharing the draft</source>
        <translation>{who}が下書きの共有をやめました</translation>
    </message>
    <message>
        <source>Draft of {who} (shared, not sent)</source>
        <translation>{who}の下書き(共有・未送信)</translation>
    </message>
    <message>
        <source>{who} shares a draft of this reply.</source>
        <translation>{who}がこの返信の下書きを共有しています。</translation>
    </message>
    <message>
        <source>Files (on its author&apos;s PC): {files}</source>
        <translation>ファイル(書いた人のPCにあります): {files}</translation>
    </message>
</context>
<context>
    <name>AbandonDialog</name>
    <message>
        <source>End the sending</source>
        <translation>送信を打ち切る</translation>
    </message>
    <message>
        <source>{who} is sending a reply since {at}.</source>
        <translation>{who}が {at} から返信を送信しています。</translation>
    </message>
    <message>
        <source>This reply may have been sent. If somebody answers again, the customer may get two replies. Ask the sender first, or look into the Sent folder.</source>
        <translation>この返信はもう送信されたかもしれません。打ち切ったあとにだれかが返信すると、お客様に 2 通届くことがあります。先に送った人に確かめるか、送信済みフォルダーを見てください。</translation>
    </message>
    <message>
        <source>Ended. It may have been sent: see the timeline.</source>
        <translation>打ち切りました。送信された可能性があることを履歴に残しました。</translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>Mailroom {version}

A team&apos;s shared mailbox as cases: one owner, one reply, nothing forgotten. The mailbox is the only server.

Asking for help is part of the work. Nobody is held responsible for having asked.</source>
        <translation>Mailroom {version}

チームで使う一つのメールボックスを、案件として扱います。担当は一人、返信は一度、忘れものはありません。サーバーはメールボックスだけです。

相談は仕事のうちです。相談したことで責任を問われることはありません。</translation>
    </message>
    <message>
        <source>About Mailroom</source>
        <translation>Mailroom について</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>Your name</source>
        <translation>あなたの名前</translation>
    </message>
    <message>
        <source>as the team says it</source>
        <translation>ふだんの呼び方で</translation>
    </message>
    <message>
        <source>The team&apos;s address</source>
        <translation>チームのアドレス</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Your own address</source>
        <translation>自分のアドレス</translation>
    </message>
    <message>
        <source>if you have one</source>
        <translation>あれば</translation>
    </message>
    <message>
        <source>Receiving (IMAP)</source>
        <translation>受信(IMAP)</translation>
    </message>
    <message>
        <source>Sending (SMTP)</source>
        <translation>送信(SMTP)</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>Name of this PC</source>
        <translation>この PC の名前</translation>
    </message>
    <message>
        <source>Team record</source>
        <translation>チームの記録</translation>
    </message>
    <message>
        <source>in the mailbox (for teams)</source>
        <translation>メールボックスの中(チーム向け)</translation>
    </message>
    <message>
        <source>on this PC only</source>
        <translation>この PC だけ</translation>
    </message>
    <message>
        <source>Without encryption (this PC only)</source>
        <translation>暗号化なし(この PC の中だけ)</translation>
    </message>
    <message>
        <source>Which mailbox does your team share?</source>
        <translation>チームで使うメールボックスはどれですか</translation>
    </message>
    <message>
        <source>Next you see what happens to the mail that is there. Nothing is sent.</source>
        <translation>次に、今あるメールがどうなるかを表示します。何も送信しません。</translation>
    </message>
    <message>
        <source>Enter: {field}</source>
        <translation>入力してください: {field}</translation>
    </message>
    <message>
        <source>{field}: this cannot be used.</source>
        <translation>{field}: この値は使えません。</translation>
    </message>
</context>
<context>
    <name>AccountsDialog</name>
    <message>
        <source>Mail account</source>
        <translation>メールアカウント</translation>
    </message>
    <message>
        <source>in the mailbox, for all desks</source>
        <translation>メールボックスの中(全員で共有)</translation>
    </message>
    <message>
        <source>on this PC only</source>
        <translation>この PC だけ</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>受信</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>送信</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>未設定</translation>
    </message>
    <message>
        <source>User</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>This PC</source>
        <translation>この PC</translation>
    </message>
    <message>
        <source>Team record</source>
        <translation>チームの記録</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新しいパスワード</translation>
    </message>
    <message>
        <source>It is kept in the keyring of this PC, or sealed; never as plain text.</source>
        <translation>この PC の鍵束か、暗号化したファイルに保存します。そのままの文字では残しません。</translation>
    </message>
    <message>
        <source>Use this password</source>
        <translation>このパスワードを使う</translation>
    </message>
    <message>
        <source>Enter the password first.</source>
        <translation>先にパスワードを入れてください。</translation>
    </message>
    <message>
        <source>Logging in again</source>
        <translation>もう一度ログインしています</translation>
    </message>
</context>
<context>
    <name>ActionPalette</name>
    <message>
        <source>All actions</source>
        <translation>操作を探す</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>何をしますか</translation>
    </message>
</context>
<context>
    <name>AddressLine</name>
    <message>
        <source>Who may be meant</source>
        <translation>宛先の候補</translation>
    </message>
    <message>
        <source>colleague</source>
        <translation>社内</translation>
    </message>
</context>
<context>
    <name>AlarmBar</name>
    <message>
        <source>Look</source>
        <translation>確認する</translation>
    </message>
    <message>
        <source>Rebuild the record…</source>
        <translation>記録を立て直す…</translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation>くわしく…</translation>
    </message>
</context>
<context>
    <name>AnswerCard</name>
    <message>
        <source>What does it mean? One key is enough:</source>
        <translation>どの回答ですか? 番号のキー 1 つで決まります:</translation>
    </message>
    <message>
        <source>For the customer</source>
        <translation>お客様への文面</translation>
    </message>
    <message>
        <source>Write the reply with these words</source>
        <translation>この文面で返信を書く</translation>
    </message>
    <message>
        <source>It counts</source>
        <translation>回答として扱う</translation>
    </message>
    <message>
        <source>Do not use it</source>
        <translation>使わない</translation>
    </message>
</context>
<context>
    <name>AnswerRecorder</name>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Who answered</source>
        <translation>回答した人</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>The words</source>
        <translation>言葉</translation>
    </message>
    <message>
        <source>For the customer</source>
        <translation>お客様への文面</translation>
    </message>
    <message>
        <source>For the customer, if you have the words: the desk gets them as a draft</source>
        <translation>お客様への文面(あれば)。窓口の下書きになります</translation>
    </message>
    <message>
        <source>Write down what was said.</source>
        <translation>言われたことを書いてください。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Record a spoken answer</source>
        <translation>口頭の回答を記録</translation>
    </message>
    <message>
        <source>Record the answer</source>
        <translation>回答を記録</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>ほかの人</translation>
    </message>
    <message>
        <source>By phone</source>
        <translation>電話で</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>対面で</translation>
    </message>
    <message>
        <source>What was said, as close as you can</source>
        <translation>言われたことを、できるだけそのまま</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>あなたの回答</translation>
    </message>
    <message>
        <source>In your words</source>
        <translation>文章で</translation>
    </message>
</context>
<context>
    <name>ApprovalActs</name>
    <message>
        <source>Approved. Its author can send it now.</source>
        <translation>承認しました。書いた人が送れます。</translation>
    </message>
    <message>
        <source>Returned to its author</source>
        <translation>差し戻しました</translation>
    </message>
    <message>
        <source>Withdrawn. Your draft is kept.</source>
        <translation>取り下げました。下書きは残っています。</translation>
    </message>
    <message>
        <source>Asked for a check. Your draft is kept until it is sent.</source>
        <translation>確認を頼みました。下書きは送るまで残ります。</translation>
    </message>
</context>
<context>
    <name>ApprovalCard</name>
    <message>
        <source>Look at it</source>
        <translation>見る</translation>
    </message>
    <message>
        <source>Revise</source>
        <translation>書き直す</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>取り下げる</translation>
    </message>
    <message>
        <source>Check it</source>
        <translation>確認する</translation>
    </message>
</context>
<context>
    <name>ApprovalDialog</name>
    <message>
        <source>Check a mail</source>
        <translation>メールの確認</translation>
    </message>
    <message>
        <source>As it was written</source>
        <translation>前(書いたまま)</translation>
    </message>
    <message>
        <source>As it will leave</source>
        <translation>後(送る内容)</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>件名</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>コメント</translation>
    </message>
    <message>
        <source>needed when you return it: what to change</source>
        <translation>差し戻すときは、直すところを書きます</translation>
    </message>
    <message>
        <source>If you change the words, its formatting is lost.</source>
        <translation>文章を直すと、文字の飾りはなくなります。</translation>
    </message>
    <message>
        <source>Write what should be changed, then return it.</source>
        <translation>直すところを書いてから差し戻してください。</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>承認する</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>あとで</translation>
    </message>
    <message>
        <source>Return for revision</source>
        <translation>差し戻す</translation>
    </message>
</context>
<context>
    <name>ArrivalDialog</name>
    <message>
        <source>Rules on arrival</source>
        <translation>届いたメールの規則</translation>
    </message>
    <message>
        <source>Rules, in order</source>
        <translation>規則(順番どおり)</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>新しい規則</translation>
    </message>
    <message>
        <source>See the cases…</source>
        <translation>案件を見る…</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Why is it changed?</source>
        <translation>なぜ変えますか</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Not saved yet. Correct what is marked in red first.</source>
        <translation>まだ保存していません。先に赤字のところを直してください。</translation>
    </message>
    <message>
        <source>Write why it is changed: everybody reads it later.</source>
        <translation>変える理由を書いてください。あとで全員が読みます。</translation>
    </message>
    <message>
        <source>Somebody changed the rules meanwhile. Close, open and look again.</source>
        <translation>その間にほかの人が規則を変えました。閉じて開き直し、もう一度見てください。</translation>
    </message>
    <message>
        <source>Rules on arrival saved</source>
        <translation>規則を保存しました</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>上へ</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>下へ</translation>
    </message>
    <message>
        <source>Delete this rule</source>
        <translation>この規則を消す</translation>
    </message>
    <message>
        <source>Looking at the mail that is here: {n} so far…</source>
        <translation>今あるメールを調べています: {n} 通目…</translation>
    </message>
    <message>
        <source>This rule meets {met} of the last {mails} mails. {touched}</source>
        <translation>最近の {mails} 通のうち、この規則に当てはまるのは {met} 通です。{touched}</translation>
    </message>
    <message numerus="yes">
        <source>All rules together would touch %n case(s).</source>
        <translation>
            <numerusform>すべての規則で %n 件の案件が変わります。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArrivalPage</name>
    <message>
        <source>Open the rules on arrival…</source>
        <translation>規則を開く…</translation>
    </message>
    <message>
        <source>They sort mail as it comes in: once per mail, for the whole team.</source>
        <translation>届いたメールを自動で仕分けます。1 通につき 1 回、チーム全員に同じ結果になります。</translation>
    </message>
    <message>
        <source> (switched off)</source>
        <translation>(休止中)</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no rule yet.</source>
        <translation>規則はまだありません。</translation>
    </message>
</context>
<context>
    <name>AskApprovalDialog</name>
    <message>
        <source>Ask for a check</source>
        <translation>確認を頼む</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>頼む相手</translation>
    </message>
    <message>
        <source>Any lead</source>
        <translation>リーダーのだれか</translation>
    </message>
    <message>
        <source>What to look at</source>
        <translation>見てほしいところ</translation>
    </message>
    <message>
        <source>e.g. whether the amount is right</source>
        <translation>例: 金額が合っているか</translation>
    </message>
    <message>
        <source>Your mail to {to} leaves once somebody else has approved it.</source>
        <translation>{to} 宛てのメールは、ほかの人が承認してから送れます。</translation>
    </message>
    <message>
        <source>Mark the case as done once it is sent</source>
        <translation>送信したら案件を完了にする</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>頼む</translation>
    </message>
    <message>
        <source>Not here now. Any lead can approve it, too.</source>
        <translation>今は席にいません。ほかのリーダーも承認できます。</translation>
    </message>
</context>
<context>
    <name>AssignPicker</name>
    <message numerus="yes">
        <source>Assign %n case(s)</source>
        <translation>
            <numerusform>%n 件の担当を決める</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>担当なし</translation>
    </message>
    <message>
        <source>{name} (me)</source>
        <translation>{name}(自分)</translation>
    </message>
    <message>
        <source>{presence}, {count} open</source>
        <translation>{presence}・{count} 件</translation>
    </message>
    <message>
        <source>{who}: {where}. {deputy} stands in.</source>
        <translation>{who}は「{where}」です。代理は{deputy}です。</translation>
    </message>
    <message>
        <source>Give to {who}</source>
        <translation>{who}に渡す</translation>
    </message>
</context>
<context>
    <name>Attachments</name>
    <message>
        <source>Large: some servers refuse it</source>
        <translation>大きいため、受け取れない相手があります</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>ファイルを添付</translation>
    </message>
    <message>
        <source>Take {file} off</source>
        <translation>{file} を外す</translation>
    </message>
    <message>
        <source>Attachment {file}, press to take it off</source>
        <translation>添付 {file}、押すと外します</translation>
    </message>
</context>
<context>
    <name>Attendance</name>
    <message>
        <source>You are still shown as: {presence}.</source>
        <translation>表示が「{presence}」のままになっています。</translation>
    </message>
    <message>
        <source>I am in</source>
        <translation>在席にする</translation>
    </message>
</context>
<context>
    <name>BoardDialog</name>
    <message>
        <source>Board of escalations</source>
        <translation>エスカレーションの一覧</translation>
    </message>
    <message>
        <source>Which ones</source>
        <translation>表示するもの</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>期限切れ</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>自分の分</translation>
    </message>
    <message>
        <source>Answered, to be applied</source>
        <translation>回答あり・反映待ち</translation>
    </message>
    <message>
        <source>No escalation waits for anybody.</source>
        <translation>待っているエスカレーションはありません。</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>表示するもの</translation>
    </message>
    <message>
        <source>Show the case</source>
        <translation>案件を見る</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>印刷…</translation>
    </message>
    <message>
        <source>Who has how much</source>
        <translation>だれがどれだけ</translation>
    </message>
    <message>
        <source>Escalations</source>
        <translation>エスカレーション</translation>
    </message>
    <message>
        <source>Heads-ups of today</source>
        <translation>共有のまとめ(今日)</translation>
    </message>
    <message>
        <source>Nothing more is planned.</source>
        <translation>この先の予定はありません。</translation>
    </message>
    <message>
        <source>What follows while nobody answers:</source>
        <translation>回答がないときの予定:</translation>
    </message>
</context>
<context>
    <name>BookedBar</name>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>今送る</translation>
    </message>
    <message>
        <source>Cancel the booking</source>
        <translation>予約を取り消す</translation>
    </message>
</context>
<context>
    <name>BookedDialog</name>
    <message>
        <source>A reply is booked for later</source>
        <translation>送信予約があります</translation>
    </message>
    <message>
        <source>Your reply to {recipients} leaves {time}.</source>
        <translation>{recipients}への返信は {time} に送る予約です。</translation>
    </message>
    <message>
        <source>It leaves only while Mailroom is open. Closed, it leaves when you open Mailroom next; if that is more than 8 hours late, you are asked first.</source>
        <translation>予約したメールは、Mailroom が開いている間だけ送られます。閉じると、次に開いたときに送ります。8 時間を過ぎていたら、送る前に確認します。</translation>
    </message>
    <message>
        <source>Send now, then close</source>
        <translation>今送って閉じる</translation>
    </message>
    <message>
        <source>Do not close</source>
        <translation>閉じない</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>このまま閉じる</translation>
    </message>
</context>
<context>
    <name>BoundaryCard</name>
    <message>
        <source>I have read it</source>
        <translation>読みました</translation>
    </message>
    <message>
        <source>Answer it ourselves</source>
        <translation>窓口で返信する</translation>
    </message>
    <message>
        <source>What we may answer: {category}</source>
        <translation>対応の範囲: {category}</translation>
    </message>
</context>
<context>
    <name>BoundaryLine</name>
    <message>
        <source>What we may answer ({category}): {boundary}</source>
        <translation>対応の範囲({category}): {boundary}</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation>選択を解除</translation>
    </message>
    <message>
        <source>More for the chosen cases</source>
        <translation>選んだ案件への操作をもっと見る</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) selected</source>
        <translation>
            <numerusform>%n 件を選択中</numerusform>
        </translation>
    </message>
    <message>
        <source>Level</source>
        <translation>レベル</translation>
    </message>
    <message>
        <source>{done} of {total} done …</source>
        <translation>{total} 件のうち {done} 件が済みました…</translation>
    </message>
</context>
<context>
    <name>CalendarPage</name>
    <message>
        <source>Hours of {day}</source>
        <translation>{day}曜日の営業時間</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>時間帯</translation>
    </message>
    <message>
        <source>Closed on Japanese public holidays</source>
        <translation>日本の祝日は休み(振替休日・国民の休日を含む)</translation>
    </message>
    <message>
        <source>Closed days that are worked</source>
        <translation>営業する休日</translation>
    </message>
    <message>
        <source>Closed days</source>
        <translation>休業日</translation>
    </message>
    <message>
        <source>Add Obon (8/13-8/16)</source>
        <translation>お盆 (8/13-8/16) を加える</translation>
    </message>
    <message>
        <source>Days with other hours</source>
        <translation>時間が違う日</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Why is it changed?</source>
        <translation>変更する理由</translation>
    </message>
    <message>
        <source>Which deadlines move?</source>
        <translation>動く期限を見る</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deadline(s) will move:</source>
        <translation>
            <numerusform>%n 件の期限が動きます:</numerusform>
        </translation>
    </message>
    <message>
        <source>No deadline moves.</source>
        <translation>動く期限はありません。</translation>
    </message>
    <message>
        <source>These deadlines move. Press save again to do so.</source>
        <translation>上の期限が動きます。よければ、もう一度「保存」を押してください。</translation>
    </message>
    <message>
        <source>Office hours saved</source>
        <translation>営業時間を保存しました</translation>
    </message>
    <message>
        <source>This cannot be read: {text}. Write it as in the examples.</source>
        <translation>読み取れません: {text}。例のように書いてください。</translation>
    </message>
    <message>
        <source>At least one day of the week needs hours.</source>
        <translation>営業する曜日が少なくとも 1 日必要です。</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>休み</translation>
    </message>
    <message>
        <source>as it is now</source>
        <translation>今のまま</translation>
    </message>
    <message>
        <source>{day} {name}</source>
        <translation>{day} {name}</translation>
    </message>
    <message>
        <source>Next: {days}</source>
        <translation>これからの祝日: {days}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Several hours a day leave out lunch: 9:00-12:00 13:00-18:00</source>
        <translation>昼休みを除くには、時間を分けて書きます: 9:00-12:00 13:00-18:00</translation>
    </message>
    <message>
        <source>12/29-1/3 every year; 2026/6/1 only then</source>
        <translation>例: 12/29-1/3 年末年始(毎年)、2026/6/1 創立記念日(その年だけ)</translation>
    </message>
    <message>
        <source>2026/12/28 9:00-12:00 a half day</source>
        <translation>例: 2026/12/28 9:00-12:00 大掃除(半日)</translation>
    </message>
    <message>
        <source>Only a lead changes the hours. They hold for everybody.</source>
        <translation>営業時間を変えられるのはリーダーだけです。全員の期限に効きます。</translation>
    </message>
</context>
<context>
    <name>CaseHeader</name>
    <message>
        <source>Back to the list</source>
        <translation>一覧に戻る</translation>
    </message>
    <message>
        <source>Customer and progress</source>
        <translation>お客様と経過</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Owner {name}</source>
        <translation>担当 {name}</translation>
    </message>
    <message>
        <source>No owner</source>
        <translation>担当なし</translation>
    </message>
</context>
<context>
    <name>CaseList</name>
    <message>
        <source>Order of the list</source>
        <translation>一覧の並び順</translation>
    </message>
</context>
<context>
    <name>CasePane</name>
    <message>
        <source>Choose a case on the left.</source>
        <translation>左の一覧から案件を選んでください。</translation>
    </message>
</context>
<context>
    <name>CaseView</name>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
</context>
<context>
    <name>CellButton</name>
    <message>
        <source>({who})</source>
        <translation>({who})</translation>
    </message>
</context>
<context>
    <name>ChangeList</name>
    <message>
        <source>What changed</source>
        <translation>できごと</translation>
    </message>
</context>
<context>
    <name>CharsetBar</name>
    <message>
        <source>This customer&apos;s mail program cannot show {letters}</source>
        <translation>このお客様のメールソフトでは表示できない文字があります: {letters}</translation>
    </message>
    <message>
        <source>Write {instead}</source>
        <translation>{instead} に置き換える</translation>
    </message>
    <message>
        <source>Send as UTF-8</source>
        <translation>UTF-8 で送る</translation>
    </message>
</context>
<context>
    <name>CharsetButton</name>
    <message>
        <source>Character set</source>
        <translation>文字コード</translation>
    </message>
    <message>
        <source>As the customer&apos;s mail program reads it</source>
        <translation>お客様のメールソフトに合わせる(自動)</translation>
    </message>
    <message>
        <source>UTF-8 (every letter)</source>
        <translation>UTF-8(すべての文字)</translation>
    </message>
    <message>
        <source>ISO-2022-JP (old Japanese mail programs)</source>
        <translation>ISO-2022-JP(古い日本語のメールソフト)</translation>
    </message>
    <message>
        <source>Character set: {chosen}</source>
        <translation>文字コード: {chosen}</translation>
    </message>
</context>
<context>
    <name>CharsetLine</name>
    <message>
        <source>Read as: {name}</source>
        <translation>{name}として表示しています</translation>
    </message>
    <message>
        <source>The characters of this mail look garbled.</source>
        <translation>文字化けしているようです。</translation>
    </message>
    <message>
        <source>Mend garbled text…</source>
        <translation>文字化けを直す…</translation>
    </message>
</context>
<context>
    <name>ClockActs</name>
    <message>
        <source>The clock runs on</source>
        <translation>時計を動かしました</translation>
    </message>
</context>
<context>
    <name>ClockPanel</name>
    <message>
        <source>{name}: {text}</source>
        <translation>{name}: {text}</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>果たした</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>変える…</translation>
    </message>
    <message>
        <source>Promise a time…</source>
        <translation>お約束…</translation>
    </message>
    <message>
        <source>Let the clock run on</source>
        <translation>時計を動かす</translation>
    </message>
    <message>
        <source>Stop the clock…</source>
        <translation>時計を止める…</translation>
    </message>
    <message>
        <source>Promise kept</source>
        <translation>お約束を果たしました</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Send later</source>
        <translation>送信予約</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>メモを保存</translation>
    </message>
    <message>
        <source>Save phone note</source>
        <translation>電話メモを保存</translation>
    </message>
    <message>
        <source>Somebody else is answering</source>
        <translation>ほかの人が返信しています</translation>
    </message>
    <message>
        <source>Composer</source>
        <translation>作成欄</translation>
    </message>
</context>
<context>
    <name>ComposerActs</name>
    <message>
        <source>Note saved</source>
        <translation>メモを保存しました</translation>
    </message>
    <message>
        <source>Phone note saved</source>
        <translation>電話メモを保存しました</translation>
    </message>
    <message>
        <source>Draft thrown away</source>
        <translation>下書きを破棄しました</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Booked. It waits in the outbox until then.</source>
        <translation>送信を予約しました。それまで送信トレイで待ちます。</translation>
    </message>
</context>
<context>
    <name>ComposerHead</name>
    <message>
        <source>Reply to customer</source>
        <translation>お客様へ返信</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>社内メモ</translation>
    </message>
    <message>
        <source>Phone note</source>
        <translation>電話メモ</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>More room to write</source>
        <translation>広げて書く</translation>
    </message>
    <message>
        <source>Back into the case</source>
        <translation>案件に戻す</translation>
    </message>
    <message>
        <source>Write in a window of its own</source>
        <translation>別のウィンドウで書く</translation>
    </message>
    <message>
        <source>Draft saved {time}</source>
        <translation>下書き保存済み {time}</translation>
    </message>
    <message>
        <source>Reply to all</source>
        <translation>全員へ返信</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>転送</translation>
    </message>
</context>
<context>
    <name>ConditionLine</name>
    <message>
        <source>What</source>
        <translation>件名</translation>
    </message>
    <message>
        <source>Whether</source>
        <translation>どうか</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>言葉</translation>
    </message>
    <message>
        <source>Yen</source>
        <translation>円</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>どれ</translation>
    </message>
    <message>
        <source>Remove this condition</source>
        <translation>この条件を消す</translation>
    </message>
    <message>
        <source>30000 yen or more</source>
        <translation>30000(円以上)</translation>
    </message>
    <message>
        <source>(no label yet)</source>
        <translation>(ラベルがまだありません)</translation>
    </message>
    <message>
        <source>any mark</source>
        <translation>どれかの印</translation>
    </message>
</context>
<context>
    <name>Confirm</name>
    <message>
        <source>Not now</source>
        <translation>今はしない</translation>
    </message>
</context>
<context>
    <name>ContactBar</name>
    <message>
        <source>Others write to this customer</source>
        <translation>このお客様へは決まった人が返信します</translation>
    </message>
    <message>
        <source>You can prepare a draft; others send it.</source>
        <translation>下書きは作れます。送るのは決まった人です。</translation>
    </message>
    <message>
        <source>Use the words</source>
        <translation>この言葉を使う</translation>
    </message>
</context>
<context>
    <name>ContactDialog</name>
    <message>
        <source>Customer</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>表示するもの</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Also everybody else of the company</source>
        <translation>同じ会社のほかの人の案件も</translation>
    </message>
    <message>
        <source>All cases</source>
        <translation>すべての案件</translation>
    </message>
    <message>
        <source>History over all cases</source>
        <translation>全案件の履歴</translation>
    </message>
    <message>
        <source>New note about this customer</source>
        <translation>このお客様についての新しいメモ</translation>
    </message>
    <message>
        <source>Keep the note</source>
        <translation>メモを残す</translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation>先に内容を書いてください。</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保存しました</translation>
    </message>
    <message>
        <source>Show the case</source>
        <translation>案件を見る</translation>
    </message>
    <message>
        <source>Name, company, phone…</source>
        <translation>名前・会社・電話…</translation>
    </message>
    <message>
        <source>Another address of this person…</source>
        <translation>この人の別のアドレス…</translation>
    </message>
    <message>
        <source>Cases ({n})</source>
        <translation>案件 ({n})</translation>
    </message>
    <message>
        <source>Notes ({n})</source>
        <translation>メモ ({n})</translation>
    </message>
    <message>
        <source>No case of this address yet.</source>
        <translation>このアドレスの案件はまだありません。</translation>
    </message>
    <message>
        <source> · </source>
        <translation> ・ </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s)</source>
        <translation>
            <numerusform>メール %n 通</numerusform>
        </translation>
    </message>
    <message>
        <source>This is somebody else</source>
        <translation>別の人です</translation>
    </message>
    <message>
        <source>Handling: {flag}</source>
        <translation>対応方針: {flag}</translation>
    </message>
    <message>
        <source>Words to use: {wording}</source>
        <translation>使う言葉: {wording}</translation>
    </message>
    <message>
        <source>How this customer is handled…</source>
        <translation>対応方針を決める…</translation>
    </message>
    <message>
        <source>The addresses are apart again</source>
        <translation>アドレスを別々に戻しました</translation>
    </message>
    <message>
        <source>Nobody has noted anything about this customer yet.</source>
        <translation>このお客様についてのメモはまだありません。</translation>
    </message>
    <message>
        <source>{when} {who}</source>
        <translation>{when} {who}</translation>
    </message>
    <message>
        <source>The words of this note were removed.</source>
        <translation>このメモの内容は消去されました。</translation>
    </message>
</context>
<context>
    <name>ContactEditor</name>
    <message>
        <source>How a customer is handled</source>
        <translation>お客様への対応方針</translation>
    </message>
    <message>
        <source>Address or @domain</source>
        <translation>アドレスまたは @ドメイン</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>印</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Handling</source>
        <translation>対応方針</translation>
    </message>
    <message>
        <source>Words to use</source>
        <translation>使う言葉</translation>
    </message>
    <message>
        <source>A second person looks before a mail leaves</source>
        <translation>送る前に、もう 1 人が確認する</translation>
    </message>
    <message>
        <source>Who may answer</source>
        <translation>返信する人</translation>
    </message>
    <message>
        <source>Nobody ticked: everybody answers. Leads always may.</source>
        <translation>だれも選ばなければ、全員が返信できます。リーダーはいつでも返信できます。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Enter an address, or @ and a domain.</source>
        <translation>アドレスか、@ とドメインを入れてください。</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>果たした</translation>
    </message>
</context>
<context>
    <name>ContactsPage</name>
    <message>
        <source>Shown beside the case and the reply. Each entry is kept at once.</source>
        <translation>案件と返信の横に出ます。ここでの変更はすぐに保存されます。</translation>
    </message>
    <message>
        <source>New entry…</source>
        <translation>新しい連絡先…</translation>
    </message>
    <message>
        <source>Answered by {who} and leads</source>
        <translation>返信するのは {who} とリーダー</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>No customer has an entry yet.</source>
        <translation>対応方針のある連絡先はまだありません。</translation>
    </message>
</context>
<context>
    <name>CriteriaPage</name>
    <message>
        <source>A criterion that applies is shown above the case with its signs. Nothing is ever decided from it: people escalate, or say why not.</source>
        <translation>当てはまる目安は、見つかった言葉といっしょに案件の上に出ます。自動では何も決めません。人がエスカレーションするか、理由を書いて見送ります。</translation>
    </message>
    <message>
        <source>Add a criterion</source>
        <translation>目安を追加</translation>
    </message>
    <message>
        <source>New criterion</source>
        <translation>新しい目安</translation>
    </message>
</context>
<context>
    <name>CriterionCard</name>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>One of these words</source>
        <translation>次の言葉のどれか</translation>
    </message>
    <message>
        <source>From (address or @domain)</source>
        <translation>差出人(アドレスまたは @ドメイン)</translation>
    </message>
    <message>
        <source>An amount of at least (yen)</source>
        <translation>金額(円)がこれ以上</translation>
    </message>
    <message>
        <source>Waiting for</source>
        <translation>お待たせしている時間</translation>
    </message>
    <message>
        <source>does not matter</source>
        <translation>問わない</translation>
    </message>
    <message>
        <source>Mails of the customer</source>
        <translation>お客様からのメール</translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) or more</source>
        <translation>
            <numerusform>%n 通以上</numerusform>
        </translation>
    </message>
    <message>
        <source>Suggests level</source>
        <translation>勧めるレベル</translation>
    </message>
    <message>
        <source>one higher</source>
        <translation>1 つ上</translation>
    </message>
    <message>
        <source>Asks for</source>
        <translation>頼むこと</translation>
    </message>
    <message>
        <source>Counted as</source>
        <translation>区分</translation>
    </message>
    <message>
        <source>Signs are only shown · Change</source>
        <translation>様子を示すだけ・変更</translation>
    </message>
    <message>
        <source>→ {level} {kind} · Change</source>
        <translation>→ {level} {kind}・変更</translation>
    </message>
</context>
<context>
    <name>DescribeDialog</name>
    <message>
        <source>Who this customer is</source>
        <translation>お客様について</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>会社</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保存しました</translation>
    </message>
</context>
<context>
    <name>DeskList</name>
    <message>
        <source>PC</source>
        <translation>PC</translation>
    </message>
    <message>
        <source>Name of this PC</source>
        <translation>この PC の名前</translation>
    </message>
    <message>
        <source>Rename this PC</source>
        <translation>名前を変える</translation>
    </message>
    <message>
        <source>{name} (this PC)</source>
        <translation>{name}(この PC)</translation>
    </message>
    <message>
        <source>last seen {day}</source>
        <translation>最後に見たのは {day}</translation>
    </message>
    <message>
        <source>This PC is called {name} now</source>
        <translation>この PC の名前を「{name}」にしました</translation>
    </message>
    <message>
        <source>Another PC has this name, or it is empty. Choose another one.</source>
        <translation>同じ名前の PC があるか、名前が空です。別の名前を付けてください。</translation>
    </message>
</context>
<context>
    <name>DesksPart</name>
    <message>
        <source>Other desks</source>
        <translation>別の窓口</translation>
    </message>
    <message>
        <source>e.g. Accounting &lt;accounting@example.com&gt; (separate with commas)</source>
        <translation>例: 経理部 &lt;keiri@example.com&gt;(コンマで区切る)</translation>
    </message>
    <message>
        <source>Offered when a mail is sent on, without approval.</source>
        <translation>メールを転送するときに選べます。ここへの転送に確認は要りません。</translation>
    </message>
    <message>
        <source>No mail address: {pieces}</source>
        <translation>メールアドレスではありません: {pieces}</translation>
    </message>
</context>
<context>
    <name>DialCard</name>
    <message>
        <source>Number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>The number you call</source>
        <translation>かける番号</translation>
    </message>
    <message>
        <source>Reached?</source>
        <translation>つながったか</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Call {name}</source>
        <translation>{name}に電話する</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>つながった</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>つながらない</translation>
    </message>
    <message>
        <source>Write down what was said, in a line or two.</source>
        <translation>話した内容を 1〜2 行で書いてください。</translation>
    </message>
    <message>
        <source>Write the number you called.</source>
        <translation>かけた番号を書いてください。</translation>
    </message>
    <message>
        <source>Copy the number</source>
        <translation>番号をコピー</translation>
    </message>
    <message>
        <source>Copy {number}</source>
        <translation>{number} をコピー</translation>
    </message>
    <message>
        <source>{number} is copied.</source>
        <translation>{number} をコピーしました。</translation>
    </message>
    <message>
        <source>What was said, in two lines</source>
        <translation>話した内容を 2 行まで</translation>
    </message>
    <message>
        <source>For example: will call back at 13:30</source>
        <translation>例: 13:30 に折り返しの予定</translation>
    </message>
    <message>
        <source>Send the record mail</source>
        <translation>記録メールを送る</translation>
    </message>
    <message>
        <source>Note it and send the mail</source>
        <translation>記録してメールを送る</translation>
    </message>
    <message>
        <source>A record mail goes with every call. Until it has left, this stays amber.</source>
        <translation>電話のあとは必ず記録メールを送ります。送られるまで黄色のままです。</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>DigestPage</name>
    <message>
        <source>Nothing to do here: heads-ups of today, to be looked at when there is time.</source>
        <translation>今日の共有です。返事はいりません。時間のあるときに見てください。</translation>
    </message>
    <message>
        <source>There was no heads-up today.</source>
        <translation>今日の共有はまだありません。</translation>
    </message>
    <message>
        <source>Show the case</source>
        <translation>案件を表示</translation>
    </message>
    <message>
        <source>By mail it comes together with others.</source>
        <translation>メールではほかの共有とまとめて届きます。</translation>
    </message>
</context>
<context>
    <name>DoctorDialog</name>
    <message>
        <source>Asking the servers…</source>
        <translation>サーバーに確認しています…</translation>
    </message>
    <message>
        <source>Check of the mailbox</source>
        <translation>メールボックスの点検</translation>
    </message>
</context>
<context>
    <name>DraftSharing</name>
    <message>
        <source>There is nothing to share yet. Write something first.</source>
        <translation>共有する内容がまだありません。先に文章を書いてください。</translation>
    </message>
    <message>
        <source>The draft of {who} stands below your words.</source>
        <translation>{who}の下書きを、あなたの文の下に入れました。</translation>
    </message>
    <message>
        <source>You go on with the draft of {who}.</source>
        <translation>{who}の下書きを取り込みました。続きを書けます。</translation>
    </message>
    <message>
        <source>The draft is not shared any more. Your own text stays as it is.</source>
        <translation>下書きの共有をやめました。あなたの文章はそのまま残っています。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>The team can see your draft now. It has not been sent.</source>
        <translation>下書きをチームに共有しました。送信はしていません。</translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation>共有をやめる</translation>
    </message>
</context>
<context>
    <name>ElsewhereActs</name>
    <message>
        <source>Send on to another desk…</source>
        <translation>別の窓口へ転送…</translation>
    </message>
    <message>
        <source>Take in mail files</source>
        <translation>メールのファイルを取り込む</translation>
    </message>
    <message>
        <source>Mails (*.eml);;All files (*)</source>
        <translation>メール (*.eml);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>見る</translation>
    </message>
    <message>
        <source>Taking in mails …</source>
        <translation>メールを取り込んでいます…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
</context>
<context>
    <name>EmptyList</name>
    <message>
        <source>Show them</source>
        <translation>見る</translation>
    </message>
</context>
<context>
    <name>EnclosedMail</name>
    <message>
        <source>Reading…</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <source>A mail within the mail</source>
        <translation>メールの中のメール</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>EscalationForm</name>
    <message>
        <source>Escalation</source>
        <translation>エスカレーション</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>I am not sure how to go on. What would you do?</source>
        <translation>進め方に迷っています。どうすればよいでしょうか。</translation>
    </message>
    <message>
        <source>Escalation #{number} {subject}</source>
        <translation>エスカレーション #{number} {subject}</translation>
    </message>
    <message>
        <source>Inside the house</source>
        <translation>社内</translation>
    </message>
</context>
<context>
    <name>EscalationSent</name>
    <message>
        <source>Tell the customer “We are checking and will come back to you”?</source>
        <translation>お客様に「確認してご連絡します」と伝えますか?</translation>
    </message>
    <message>
        <source>Write it</source>
        <translation>文面を作る</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>あとで</translation>
    </message>
    <message>
        <source>On its way to {name} (inside the house). The case stays with you.</source>
        <translation>{name}へ送信しました(社内)。案件はあなたのままです。</translation>
    </message>
    <message>
        <source>On its way to {name} (inside the house). Answer by {due}.</source>
        <translation>{name}へ送信しました(社内)。回答期限 {due}。</translation>
    </message>
</context>
<context>
    <name>EventActs</name>
    <message>
        <source>Details…</source>
        <translation>詳細…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Undo this</source>
        <translation>これを元に戻す</translation>
    </message>
    <message>
        <source>Remove the words for good…</source>
        <translation>書かれた内容を完全に削除…</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>元に戻しました</translation>
    </message>
</context>
<context>
    <name>EventDetails</name>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export case #{number}</source>
        <translation>案件 #{number} を書き出す</translation>
    </message>
    <message>
        <source>Everything (for auditors)</source>
        <translation>すべて(監査用)</translation>
    </message>
    <message>
        <source>Mails with the customer only</source>
        <translation>お客様とのメールだけ</translation>
    </message>
    <message>
        <source>As one ZIP file</source>
        <translation>一つの ZIP ファイルにする</translation>
    </message>
    <message>
        <source>Mails, notes, phone notes, escalations, who did what and when.</source>
        <translation>メール、メモ、電話メモ、エスカレーション、だれがいつ何をしたか。</translation>
    </message>
    <message>
        <source>Nothing that was said in the house; fit for the customer.</source>
        <translation>社内の言葉は入りません。お客様に渡せます。</translation>
    </message>
    <message>
        <source>A page to read and print, the original mails, attachments, JSON.</source>
        <translation>読める・印刷できるページ、元のメール、添付、JSON。</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>保存先を選ぶ…</translation>
    </message>
</context>
<context>
    <name>FileActs</name>
    <message>
        <source>Exporting the case …</source>
        <translation>案件を書き出しています…</translation>
    </message>
    <message>
        <source>For Excel ({name})</source>
        <translation>Excel 用 ({name})</translation>
    </message>
    <message>
        <source>Ledger of “{list}”</source>
        <translation>「{list}」の台帳</translation>
    </message>
    <message>
        <source>Writing the ledger …</source>
        <translation>台帳を書き出しています…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
</context>
<context>
    <name>FilePreview</name>
    <message>
        <source>Reading…</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>名前を付けて保存…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>This file needs a password. Open it to enter the password.</source>
        <translation>パスワードが必要なファイルです。開いてパスワードを入れてください。</translation>
    </message>
    <message>
        <source>No text could be read from this file. Open or save it to see it.</source>
        <translation>このファイルの文字は読み取れませんでした。開くか保存して見てください。</translation>
    </message>
    <message>
        <source>The words of the PDF only; open it to see its layout.</source>
        <translation>PDF の文字だけを表示しています。体裁は開いて見てください。</translation>
    </message>
    <message>
        <source>Only the beginning is shown.</source>
        <translation>初めの部分だけを表示しています。</translation>
    </message>
    <message>
        <source>This picture cannot be shown here. Save it to look at it.</source>
        <translation>この画像はここでは表示できません。保存して見てください。</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Bring it back</source>
        <translation>受信箱に戻す</translation>
    </message>
    <message>
        <source>{who} left this case out.</source>
        <translation>{who}が除外にしました。</translation>
    </message>
    <message>
        <source>Somebody left this case out.</source>
        <translation>手で除外にしました。</translation>
    </message>
    <message>
        <source>The rule “{rule}” left this case out.</source>
        <translation>規則「{rule}」が除外にしました。</translation>
    </message>
    <message>
        <source>Change the rule…</source>
        <translation>規則を直す…</translation>
    </message>
    <message numerus="yes">
        <source>Bring back all %n of this rule</source>
        <translation>
            <numerusform>この規則の %n 件をすべて戻す</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>First steps</source>
        <translation>はじめに</translation>
    </message>
    <message>
        <source>Look at the mailbox</source>
        <translation>メールボックスを見る</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Looking at the mailbox…</source>
        <translation>メールボックスを見ています…</translation>
    </message>
    <message>
        <source>Setting up…</source>
        <translation>準備しています…</translation>
    </message>
    <message>
        <source>Join the team</source>
        <translation>チームに参加する</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>始める</translation>
    </message>
</context>
<context>
    <name>FolderDialog</name>
    <message>
        <source>Folders to receive</source>
        <translation>受信するフォルダー</translation>
    </message>
    <message>
        <source>Mail that a filter of the server puts into one of these folders becomes a case, too. What lies there now counts as old. This holds for the whole team.</source>
        <translation>サーバーの振り分けでこれらのフォルダーに入るメールも案件になります。いま入っているメールは過去のものとして扱います。チーム全員に反映されます。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>Receive these</source>
        <translation>これらを受信する</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s)</source>
        <translation>
            <numerusform>メール %n 通</numerusform>
        </translation>
    </message>
    <message>
        <source>The folders are chosen; mail comes with the next look.</source>
        <translation>受信するフォルダーを決めました。次の受信から届きます。</translation>
    </message>
</context>
<context>
    <name>FormatBar</name>
    <message>
        <source>Bold</source>
        <translation>太字</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>斜体</translation>
    </message>
    <message>
        <source>Underline</source>
        <translation>下線</translation>
    </message>
    <message>
        <source>List</source>
        <translation>箇条書き</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>番号つき</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>リンク</translation>
    </message>
    <message>
        <source>As plain text it has no bold, no lists and no hidden links.</source>
        <translation>書式をなくすと、太字やリンクなどの見た目が文字だけになります。</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) will be attached instead.</source>
        <translation>
            <numerusform>文の中の画像 %n 枚は、添付ファイルになります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep the formatting</source>
        <translation>書式を残す</translation>
    </message>
    <message>
        <source>Make it plain text</source>
        <translation>文字だけにする</translation>
    </message>
    <message>
        <source>Bold: Ctrl+B, italic: Ctrl+I, underline: Ctrl+U.</source>
        <translation>太字は Ctrl+B、斜体は Ctrl+I、下線は Ctrl+U です。</translation>
    </message>
</context>
<context>
    <name>GoHomeDialog</name>
    <message>
        <source>Hand over and go home</source>
        <translation>申し送りをして退勤</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>申し送る相手</translation>
    </message>
    <message>
        <source>Your open cases</source>
        <translation>残っている自分の案件</translation>
    </message>
    <message>
        <source>What has no mark stays yours and waits until you are back.</source>
        <translation>印のない案件は自分の担当のまま、戻るまで待ちます。</translation>
    </message>
    <message>
        <source>You leave nothing open behind.</source>
        <translation>残っている案件はありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) that you are answering go back; drafts are kept.</source>
        <translation>
            <numerusform>返信中の %n 件は手放します。下書きは残ります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Go home</source>
        <translation>退勤する</translation>
    </message>
    <message numerus="yes">
        <source>Handed over %n case(s)</source>
        <translation>
            <numerusform>%n 件を申し送りました</numerusform>
        </translation>
    </message>
    <message>
        <source>the desk</source>
        <translation>窓口の全員</translation>
    </message>
    <message>
        <source>What to know about {case}</source>
        <translation>{case} の申し送り</translation>
    </message>
</context>
<context>
    <name>HandoverBars</name>
    <message>
        <source>{who} would like to go on with {case} ({at}). Shall they?</source>
        <translation>{who}が {case} を代わりたいそうです({at})。</translation>
    </message>
    <message>
        <source>Hand it over</source>
        <translation>譲る</translation>
    </message>
    <message>
        <source>I go on writing</source>
        <translation>まだ続けます</translation>
    </message>
    <message>
        <source>See the case</source>
        <translation>案件を見る</translation>
    </message>
    <message>
        <source>They know that you go on</source>
        <translation>「まだ続けます」と伝えました</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>譲りました</translation>
    </message>
    <message>
        <source>Handed over. Your draft is kept.</source>
        <translation>譲りました。下書きは残っています。</translation>
    </message>
    <message>
        <source>Share my draft</source>
        <translation>下書きを共有</translation>
    </message>
    <message>
        <source>The team can see your draft now. It has not been sent.</source>
        <translation>下書きをチームに共有しました。送信はしていません。</translation>
    </message>
    <message>
        <source>You go on with {case} at another PC.</source>
        <translation>{case} は、あなたが別の PC で続けています。</translation>
    </message>
    <message>
        <source>{who} took over {case}: {reason}. Your draft is kept.</source>
        <translation>{who}が {case} を引き継ぎました(理由: {reason})。あなたの下書きは残っています。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>{case} was handed over to you</source>
        <translation>{case} を譲られました</translation>
    </message>
    <message>
        <source>{who} goes on writing in {case}.</source>
        <translation>{who}は {case} をまだ続けるそうです。</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>A case is always shown with the rules of its time.</source>
        <translation>案件には、いつもその時点のルールが使われます。</translation>
    </message>
    <message>
        <source>Mailroom</source>
        <translation>Mailroom</translation>
    </message>
    <message>
        <source>(no reason given)</source>
        <translation>(理由の記入なし)</translation>
    </message>
    <message>
        <source>Take this version over</source>
        <translation>この版を使う</translation>
    </message>
    <message>
        <source>Nothing else than the default was set.</source>
        <translation>はじめの設定のままです。</translation>
    </message>
    <message>
        <source>Changed: {what}</source>
        <translation>変わったところ: {what}</translation>
    </message>
</context>
<context>
    <name>InsideFacts</name>
    <message>
        <source>Said in the house</source>
        <translation>社内での発言</translation>
    </message>
    <message>
        <source>In the house only</source>
        <translation>社内だけの情報</translation>
    </message>
    <message>
        <source>For reading. The client gets nothing of this.</source>
        <translation>見るだけの欄です。クライアントには送られません。</translation>
    </message>
    <message>
        <source>Nothing was said in the house so far.</source>
        <translation>社内での記録はまだありません。</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>About this case</source>
        <translation>この案件について</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>お客様</translation>
    </message>
    <message numerus="yes">
        <source>%n other case(s) of this customer</source>
        <translation>
            <numerusform>このお客様の案件がほかに %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Page of this customer…</source>
        <translation>このお客様のページ…</translation>
    </message>
    <message>
        <source>Handling: {flag}</source>
        <translation>対応方針: {flag}</translation>
    </message>
    <message>
        <source>How this customer is handled…</source>
        <translation>対応方針を決める…</translation>
    </message>
    <message>
        <source>Escalation</source>
        <translation>エスカレーション</translation>
    </message>
    <message>
        <source>Show the escalation</source>
        <translation>エスカレーションを見る</translation>
    </message>
    <message>
        <source>{when} {who}: {what}</source>
        <translation>{when} {who}: {what}</translation>
    </message>
    <message>
        <source>Deadlines</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>This case</source>
        <translation>この案件</translation>
    </message>
    <message>
        <source>Opened {when}</source>
        <translation>{when} に開始</translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s)</source>
        <translation>
            <numerusform>メール %n 通</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JoinDialog</name>
    <message>
        <source>Another address of this person</source>
        <translation>この人の別のアドレス</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Cases and notes of both are shown together, and how one is handled holds for the other. No case and no mail is moved; it can be undone.</source>
        <translation>両方の案件とメモが一緒に表示され、一方の対応方針はもう一方にも当てはまります。案件やメールは移動しません。元に戻せます。</translation>
    </message>
    <message>
        <source>It is the same person</source>
        <translation>同じ人です</translation>
    </message>
    <message>
        <source>Enter another address, like yamada@example.co.jp.</source>
        <translation>別のアドレスを yamada@example.co.jp のように入力してください。</translation>
    </message>
    <message>
        <source>The addresses are one person&apos;s now</source>
        <translation>同じ人のアドレスにしました</translation>
    </message>
</context>
<context>
    <name>KeepActions</name>
    <message>
        <source>Discard</source>
        <translation>破棄</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>キーの一覧</translation>
    </message>
</context>
<context>
    <name>LabelEditor</name>
    <message>
        <source>Change label</source>
        <translation>ラベルを変更</translation>
    </message>
    <message>
        <source>New label</source>
        <translation>新しいラベル</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>色</translation>
    </message>
    <message>
        <source>Below</source>
        <translation>親のラベル</translation>
    </message>
    <message>
        <source>(top)</source>
        <translation>(なし)</translation>
    </message>
    <message>
        <source>Save label</source>
        <translation>ラベルを保存</translation>
    </message>
    <message>
        <source>There is a label of this name.</source>
        <translation>同じ名前のラベルがあります。</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>名前を付けてください。</translation>
    </message>
    <message>
        <source>Label {name} saved</source>
        <translation>ラベル「{name}」を保存しました</translation>
    </message>
</context>
<context>
    <name>LabelPage</name>
    <message>
        <source>Labels</source>
        <translation>ラベル</translation>
    </message>
    <message>
        <source>New label…</source>
        <translation>新しいラベル…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>変える…</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>しまう</translation>
    </message>
    <message>
        <source>put away</source>
        <translation>しまってあります</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s)</source>
        <translation>
            <numerusform>%n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Label moved</source>
        <translation>ラベルを動かしました</translation>
    </message>
    <message>
        <source>Up (Alt+↑)</source>
        <translation>上へ (Alt+↑)</translation>
    </message>
    <message>
        <source>Down (Alt+↓)</source>
        <translation>下へ (Alt+↓)</translation>
    </message>
    <message>
        <source>Below the label above it (Alt+→)</source>
        <translation>上のラベルの下に入れる (Alt+→)</translation>
    </message>
    <message>
        <source>One level up (Alt+←)</source>
        <translation>1 段上に出す (Alt+←)</translation>
    </message>
    <message>
        <source>Delete this label</source>
        <translation>このラベルを消す</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>また使う</translation>
    </message>
    <message>
        <source>Label {name} is in use again</source>
        <translation>ラベル {name} をまた使えます</translation>
    </message>
    <message>
        <source>Label {name} put away</source>
        <translation>ラベル {name} をしまいました。付いている案件はそのままです</translation>
    </message>
    <message>
        <source>Label {name} deleted</source>
        <translation>ラベル {name} を消しました</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Label {name} is back</source>
        <translation>ラベル {name} を戻しました</translation>
    </message>
</context>
<context>
    <name>LabelPicker</name>
    <message numerus="yes">
        <source>Labels of %n case(s)</source>
        <translation>
            <numerusform>%n 件のラベル</numerusform>
        </translation>
    </message>
    <message>
        <source>Label</source>
        <translation>ラベル</translation>
    </message>
    <message>
        <source>Enter puts a label on or takes it off.</source>
        <translation>Enter で付ける・外す</translation>
    </message>
    <message>
        <source>New label…</source>
        <translation>新しいラベル…</translation>
    </message>
</context>
<context>
    <name>LeaveDialog</name>
    <message>
        <source>A reply is about to leave</source>
        <translation>送信前の返信があります</translation>
    </message>
    <message>
        <source>Your reply to {recipients} has not left yet.</source>
        <translation>{recipients}への返信は、まだ送信していません。</translation>
    </message>
    <message>
        <source>Send it first, or take it back: then it waits as a draft in its case and nothing leaves.</source>
        <translation>送信してから閉じるか、取り消して閉じるかを選んでください。取り消すと下書きとして案件に残り、何も送られません。</translation>
    </message>
    <message>
        <source>Send, then close</source>
        <translation>送信してから閉じる</translation>
    </message>
    <message>
        <source>Do not close</source>
        <translation>閉じない</translation>
    </message>
    <message>
        <source>Take it back and close</source>
        <translation>取り消して閉じる</translation>
    </message>
</context>
<context>
    <name>LeavingDialog</name>
    <message>
        <source>{name} has left</source>
        <translation>{name}さんが離れました</translation>
    </message>
    <message>
        <source>Hand out the cases…</source>
        <translation>担当を割り当てる…</translation>
    </message>
    <message>
        <source>Change the team key</source>
        <translation>チームの合鍵を替える</translation>
    </message>
    <message numerus="yes">
        <source>%n open case(s) still belong to {who}.</source>
        <translation>
            <numerusform>{who}が担当の未完了の案件が %n 件あります。</numerusform>
        </translation>
    </message>
    <message>
        <source>With a new team key, copies on old PCs can no longer write into the team&apos;s record. Change the password of the mailbox too.</source>
        <translation>合鍵を替えると、離れた人の PC に残った控えからはチームの記録に書き込めなくなります。メールボックスのパスワードも変えてください。</translation>
    </message>
    <message>
        <source>The team has a new key from here on</source>
        <translation>チームの合鍵を替えました</translation>
    </message>
</context>
<context>
    <name>LedgerDialog</name>
    <message>
        <source>Where every mail went</source>
        <translation>受信の台帳</translation>
    </message>
    <message>
        <source>Search the exceptions</source>
        <translation>一覧から探す</translation>
    </message>
    <message>
        <source>Compare with the server</source>
        <translation>サーバーと照らし合わせる</translation>
    </message>
    <message>
        <source>Folders to receive…</source>
        <translation>受信するフォルダー…</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>CSV に保存…</translation>
    </message>
    <message>
        <source>Yes, they were deleted</source>
        <translation>はい、消したものです</translation>
    </message>
    <message>
        <source>UIDVALIDITY {validity}, next UID {next}</source>
        <translation>UIDVALIDITY {validity}、次の UID {next}</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>サーバー上</translation>
    </message>
    <message>
        <source>In cases</source>
        <translation>案件に</translation>
    </message>
    <message>
        <source>Second copies</source>
        <translation>重複</translation>
    </message>
    <message>
        <source>Filtered</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>読めない</translation>
    </message>
    <message>
        <source>Moved or deleted</source>
        <translation>移動・削除</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>{folder} {n}</source>
        <comment>a folder and its mails</comment>
        <translation>{folder} {n} 通</translation>
    </message>
    <message>
        <source>Not received, only watched for mail that was moved there: {names}</source>
        <translation>受信していないフォルダー(移されたメールだけを追います): {names}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Comparing every mail with the server…</source>
        <translation>サーバーと照らし合わせています…</translation>
    </message>
    <message>
        <source>Comparing: {done} of {total}</source>
        <translation>照らし合わせています: {done} / {total}</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>中止しました。</translation>
    </message>
    <message>
        <source>Compared with the server just now.</source>
        <translation>いまサーバーと照らし合わせました。</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>CSV に保存</translation>
    </message>
</context>
<context>
    <name>LevelCard</name>
    <message>
        <source>Name of level {n}</source>
        <translation>レベル {n} の名前</translation>
    </message>
    <message>
        <source>Who answers level {n}</source>
        <translation>レベル {n} に答える人</translation>
    </message>
    <message>
        <source>nobody: whom one asks in doubt</source>
        <translation>決めない(迷ったときの相談先へ)</translation>
    </message>
    <message>
        <source>Another address…</source>
        <translation>ほかの宛先…</translation>
    </message>
    <message>
        <source>Mail address</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Seen within</source>
        <translation>受領まで</translation>
    </message>
    <message>
        <source>does not matter</source>
        <translation>問わない</translation>
    </message>
    <message>
        <source>Answered within</source>
        <translation>回答まで</translation>
    </message>
    <message>
        <source>Phone first</source>
        <translation>電話を先に</translation>
    </message>
    <message>
        <source>Minutes count day and night</source>
        <translation>夜間・休日も時間に数える</translation>
    </message>
    <message>
        <source>Heads-ups once a day, together</source>
        <translation>共有は 1 日 1 回まとめて知らせる</translation>
    </message>
</context>
<context>
    <name>LevelsPage</name>
    <message>
        <source>The desk answers at level 1. Who is asked above depends on the routes; without a route it is the person named here.</source>
        <translation>レベル 1 は窓口で答えます。上のレベルの相談先は「経路」で決まります。経路がなければ、ここで決めた人に届きます。</translation>
    </message>
    <message>
        <source>Add a level</source>
        <translation>レベルを追加</translation>
    </message>
    <message>
        <source>Remove the highest level</source>
        <translation>いちばん上のレベルを削除</translation>
    </message>
    <message>
        <source>Level {n}</source>
        <translation>レベル {n}</translation>
    </message>
</context>
<context>
    <name>LinkRow</name>
    <message>
        <source>Address of the link</source>
        <translation>リンク先のアドレス</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>入れる</translation>
    </message>
    <message>
        <source>Remove link</source>
        <translation>リンクを外す</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>リンク先</translation>
    </message>
    <message>
        <source>Type an address of the web (https://…) or of a mailbox (name@…).</source>
        <translation>ホームページ(https://…)かメール(name@…)のアドレスを入力してください。</translation>
    </message>
</context>
<context>
    <name>LoadPage</name>
    <message>
        <source>Who has how much</source>
        <translation>だれがどれだけ</translation>
    </message>
</context>
<context>
    <name>LockBar</name>
    <message>
        <source>It was handed over to you. Write on: the case is free.</source>
        <translation>譲ってもらえました。続きを書けます。</translation>
    </message>
    <message>
        <source>Go on here</source>
        <translation>ここで続ける</translation>
    </message>
    <message>
        <source>Ask to hand it over</source>
        <translation>譲ってもらう</translation>
    </message>
    <message>
        <source>Take over…</source>
        <translation>引き継ぐ…</translation>
    </message>
    <message>
        <source>End the sending…</source>
        <translation>送信を打ち切る…</translation>
    </message>
    <message>
        <source>Share my draft</source>
        <translation>下書きを共有</translation>
    </message>
</context>
<context>
    <name>LookPage</name>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字の大きさ</translation>
    </message>
    <message>
        <source>Rows of the list</source>
        <translation>一覧の行</translation>
    </message>
    <message>
        <source>Ctrl+plus, Ctrl+minus and Ctrl+0 change the text size.</source>
        <translation>Ctrl+プラス、Ctrl+マイナス、Ctrl+0 で文字の大きさを変えられます。</translation>
    </message>
</context>
<context>
    <name>MailCard</name>
    <message>
        <source>unread</source>
        <translation>未読</translation>
    </message>
    <message>
        <source>has attachments</source>
        <translation>添付あり</translation>
    </message>
    <message>
        <source>More about this mail</source>
        <translation>このメールの操作</translation>
    </message>
    <message>
        <source>Sent to {name}</source>
        <comment>inside the house</comment>
        <translation>{name}へ送信</translation>
    </message>
    <message>
        <source>Sent to {name}</source>
        <translation>{name} 様へ送信</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <source>The text of this mail is not on this PC yet.</source>
        <translation>このメールの本文はまだこの PC にありません。</translation>
    </message>
    <message>
        <source>Fetch the text</source>
        <translation>本文を取得</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>取得しています…</translation>
    </message>
</context>
<context>
    <name>MailEditor</name>
    <message>
        <source>Paste without formatting</source>
        <translation>書式なしで貼り付け</translation>
    </message>
    <message>
        <source>Here: a picture goes into the text. Beside the text: it is attached.</source>
        <translation>ここに置くと、画像は文の中に入ります。文の外に置くと、添付します。</translation>
    </message>
    <message>
        <source>Let go: it is attached.</source>
        <translation>ここに置くと、添付します。</translation>
    </message>
</context>
<context>
    <name>MailFilesDialog</name>
    <message numerus="yes">
        <source>%n mail file(s)</source>
        <translation>
            <numerusform>メールのファイル %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>As a case: the mail goes into the team&apos;s inbox and everybody sees it. A mail that is there already is not taken in twice.</source>
        <translation>案件として取り込むと、チームの受信トレイに入り、全員に見えます。すでにあるメールは二重には取り込みません。</translation>
    </message>
    <message>
        <source>Take in as a case</source>
        <translation>案件として取り込む</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Attach to this reply</source>
        <translation>この返信に添付</translation>
    </message>
</context>
<context>
    <name>MailPage</name>
    <message>
        <source>Show mails as plain text (H changes it)</source>
        <translation>メールを文字だけで表示する(H キーで切り替え)</translation>
    </message>
    <message>
        <source>Pictures are loaded for these senders</source>
        <translation>画像を表示する送信者</translation>
    </message>
    <message>
        <source>Looking at a mail sends nothing. Pictures of the web are loaded only for senders in this list, or when you ask for them in a mail. Take the mark off to stop it.</source>
        <translation>メールを見るだけでは何も送られません。ウェブの画像を読み込むのは、この一覧の送信者と、メールの中で「画像を表示」を選んだときだけです。印を外すとやめます。</translation>
    </message>
</context>
<context>
    <name>MailView</name>
    <message>
        <source>Copy the address of the link</source>
        <translation>リンクのアドレスをコピー</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>すべて選択</translation>
    </message>
</context>
<context>
    <name>MeaningPage</name>
    <message>
        <source>You are</source>
        <translation>あなたは</translation>
    </message>
    <message>
        <source>Mark answered and done mail, for people in Outlook</source>
        <translation>返信済み・完了のメールに印を付ける(Outlook などで見る人のため)</translation>
    </message>
    <message>
        <source>The mailbox is out of reach.</source>
        <translation>メールボックスにつながりません。</translation>
    </message>
    <message>
        <source>Mailroom begins on this PC and receives mail later.</source>
        <translation>この PC で始め、メールは後で受信します。</translation>
    </message>
    <message>
        <source>You join the team “{team}”.</source>
        <translation>チーム「{team}」に参加します。</translation>
    </message>
    <message>
        <source>You found the team of {address} and are its lead.</source>
        <translation>{address} のチームを作り、あなたがリーダーになります。</translation>
    </message>
    <message>
        <source>Somebody of the team has this name. Go back and add to yours.</source>
        <translation>同じ名前の人がチームにいます。「戻る」で、区別できる名前にしてください。</translation>
    </message>
    <message>
        <source>{who} founded it on {day}.</source>
        <translation>{day} に {who} が始めました。</translation>
    </message>
    <message numerus="yes">
        <source>It has %n member(s).</source>
        <translation>
            <numerusform>メンバーは %n 人です。</numerusform>
        </translation>
    </message>
    <message>
        <source>PCs: {count} ({names})</source>
        <translation>PC は {count} 台({names})</translation>
    </message>
    <message>
        <source>{name}, new in the team</source>
        <translation>{name}(新しく加わる)</translation>
    </message>
    <message>
        <source>The team knows a {name} already. Is that you?</source>
        <translation>「{name}」さんはもう登録されています。あなたですか?</translation>
    </message>
    <message numerus="yes">
        <source>There are %n mail(s) in the mailbox.</source>
        <translation>
            <numerusform>メールボックスに %n 通のメールがあります。</numerusform>
        </translation>
    </message>
    <message>
        <source>All older than {day} come in as done: no clocks, no reminders.</source>
        <translation>{day} より前のメールは完了として入ります。期限も催促もありません。</translation>
    </message>
    <message numerus="yes">
        <source>At most %n newer mail(s) can become open cases.</source>
        <translation>
            <numerusform>新しいメールのうち、最大 %n 通が対応中の案件になります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Mails sent by this: {n}</source>
        <translation>これによって送信されるメール: {n} 通</translation>
    </message>
    <message>
        <source>Mail is never changed or deleted; removing Mailroom loses nothing.</source>
        <translation>メールは変更も削除もしません。Mailroom をやめてもメールは残ります。</translation>
    </message>
    <message>
        <source>There is a PC named {name} already: this one is called {free}.</source>
        <translation>「{name}」という PC がもうあるので、この PC は「{free}」になります。</translation>
    </message>
</context>
<context>
    <name>MemberEditor</name>
    <message>
        <source>Change a member</source>
        <translation>メンバーを変更</translation>
    </message>
    <message>
        <source>Add a member</source>
        <translation>メンバーを追加</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>as the team says it</source>
        <translation>ふだんの呼び方で</translation>
    </message>
    <message>
        <source>Own mail addresses</source>
        <translation>本人のメールアドレス</translation>
    </message>
    <message>
        <source>Extension</source>
        <translation>内線</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>Mobile phone</source>
        <translation>携帯電話</translation>
    </message>
    <message>
        <source>Working hours</source>
        <translation>勤務時間</translation>
    </message>
    <message>
        <source>Own hours of {day}</source>
        <translation>{day}曜日の勤務時間</translation>
    </message>
    <message>
        <source>Has hours of their own</source>
        <translation>チームと違う勤務時間(時短など)</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>休暇</translation>
    </message>
    <message>
        <source>Deputy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Has left the team</source>
        <translation>チームを離れた</translation>
    </message>
    <message>
        <source>Working hours look odd: {hours}. Save again to keep them.</source>
        <translation>勤務時間が変わった書き方です({hours})。このままでよければ、もう一度保存してください。</translation>
    </message>
    <message>
        <source>This cannot be read: {text}. Write it as in the examples.</source>
        <translation>読み取れません: {text}。例のように書いてください。</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>休み</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>12/1-12/5 summer holiday; 11/27 13:00-18:00 doctor</source>
        <translation>例: 12/1-12/5 休暇、11/27 13:00-18:00 通院</translation>
    </message>
    <message>
        <source>Sets roles and levels, and takes cases over.</source>
        <translation>役割とレベルを決め、案件を引き継げます。</translation>
    </message>
    <message>
        <source>Answers customers and escalates.</source>
        <translation>お客様に返信し、エスカレーションします。</translation>
    </message>
    <message>
        <source>Writes replies; somebody else checks them before they leave.</source>
        <translation>返信を書きます。送る前にほかの人が確認します。</translation>
    </message>
    <message>
        <source>{said} Roles are set by a lead ({leads}).</source>
        <translation>{said}役割を決めるのはリーダーです({leads})。</translation>
    </message>
    <message>
        <source>Owns {cases} open case(s): next you can hand them out. {held} case(s) being answered go back; drafts stay on that PC.</source>
        <translation>担当の案件が {cases} 件あります。保存のあと割り当て直せます。対応中の {held} 件は戻り、下書きはその PC に残ります。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Give a name.</source>
        <translation>名前を入れてください。</translation>
    </message>
    <message>
        <source>This is no mail address: {text}</source>
        <translation>メールアドレスではありません: {text}</translation>
    </message>
    <message>
        <source>{name} saved</source>
        <translation>{name} を保存しました</translation>
    </message>
</context>
<context>
    <name>MemberList</name>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Add a member…</source>
        <translation>メンバーを追加…</translation>
    </message>
    <message>
        <source>People who only answer by mail are members too. Enter changes one.</source>
        <translation>メールで答えるだけの人もメンバーです。Enter で変更します。</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) of people who left: hand out…</source>
        <translation>
            <numerusform>離れた人の案件 %n 件を割り当てる…</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} (me)</source>
        <translation>{name}(自分)</translation>
    </message>
    <message>
        <source>left</source>
        <translation>離れました</translation>
    </message>
    <message>
        <source>Ext. {number}</source>
        <translation>内線 {number}</translation>
    </message>
    <message>
        <source>deputy {name}</source>
        <translation>代理 {name}</translation>
    </message>
    <message>
        <source>by mail only</source>
        <translation>メールのみ</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message numerus="yes">
        <source>Make one case of %n case(s)</source>
        <translation>
            <numerusform>%n 件をひとつの案件にまとめる</numerusform>
        </translation>
    </message>
    <message>
        <source>This case stays</source>
        <translation>残す案件</translation>
    </message>
    <message>
        <source>Mails, notes and labels come together. The other numbers still lead here. You can undo it, also later, from the timeline.</source>
        <translation>メール・メモ・ラベルがひとつになります。ほかの番号でもこの案件が開きます。あとからでも、タイムラインから元に戻せます。</translation>
    </message>
    <message>
        <source>Make one case</source>
        <translation>ひとつにまとめる</translation>
    </message>
    <message>
        <source>Owner: {who}</source>
        <translation>担当 {who}</translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s)</source>
        <translation>
            <numerusform>メール %n 通</numerusform>
        </translation>
    </message>
    <message>
        <source>last {when}</source>
        <translation>最後は {when}</translation>
    </message>
    <message>
        <source>Into #{number}: {others}. It keeps its subject and its customer, {who}.</source>
        <translation>{others} を #{number} に入れます。件名とお客様({who})は #{number} のものが残ります。</translation>
    </message>
</context>
<context>
    <name>MomentPicker</name>
    <message>
        <source>Another time…</source>
        <translation>日時を選ぶ…</translation>
    </message>
</context>
<context>
    <name>MorningDialog</name>
    <message>
        <source>Morning list</source>
        <translation>朝の一覧</translation>
    </message>
    <message>
        <source>Left to you or to the desk</source>
        <translation>申し送られた案件</translation>
    </message>
    <message>
        <source>Yours, due today</source>
        <translation>自分の案件(今日まで)</translation>
    </message>
    <message>
        <source>Nobody has these yet</source>
        <translation>担当のいない案件</translation>
    </message>
    <message>
        <source>Nothing waits for you this morning.</source>
        <translation>今朝の予定はありません。</translation>
    </message>
    <message numerus="yes">
        <source>Hand out %n case(s)</source>
        <translation>
            <numerusform>%n 件を配る</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Handed out %n case(s)</source>
        <translation>
            <numerusform>%n 件を配りました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more stand in the list of cases.</source>
        <translation>
            <numerusform>ほか %n 件は案件の一覧にあります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>見る</translation>
    </message>
    <message>
        <source>Who takes #{number}</source>
        <translation>#{number} の担当</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>まだ決めない</translation>
    </message>
    <message>
        <source>{who}: {text}</source>
        <translation>{who}: {text}</translation>
    </message>
</context>
<context>
    <name>NewMailDialog</name>
    <message>
        <source>New mail</source>
        <translation>新規メール</translation>
    </message>
    <message>
        <source>Text of the mail</source>
        <translation>メールの本文</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>送信</translation>
    </message>
    <message>
        <source>Ask for a check</source>
        <translation>確認を頼む</translation>
    </message>
    <message>
        <source>Send later</source>
        <translation>送信予約</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>添付</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>定型文</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>書式</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>破棄</translation>
    </message>
    <message>
        <source>A new mail is half written: {about}</source>
        <translation>書きかけの新規メールがあります: {about}</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>続きを書く</translation>
    </message>
    <message>
        <source>Asked for a check. Your draft is kept in its case until it is sent.</source>
        <translation>確認を頼みました。下書きは、送信するまで案件に残ります。</translation>
    </message>
    <message>
        <source>Booked. It waits in the outbox until then.</source>
        <translation>送信を予約しました。それまで送信トレイで待ちます。</translation>
    </message>
    <message>
        <source>Say in the subject what it is about.</source>
        <translation>件名に用件を書いてください。</translation>
    </message>
</context>
<context>
    <name>NewMailWatch</name>
    <message>
        <source>Read the new mail first</source>
        <translation>先に新しいメールを読んでください</translation>
    </message>
    <message>
        <source>I have read it</source>
        <translation>読みました</translation>
    </message>
    <message>
        <source>{what} Read it before you send.</source>
        <translation>{what}読んでから送れます。</translation>
    </message>
    <message>
        <source>A new mail came from the customer. Read it before you send.</source>
        <translation>お客様から新しいメールが届きました。読んでから送れます。</translation>
    </message>
    <message>
        <source>Something happened in this case meanwhile. Read it before you send.</source>
        <translation>書いている間に、この案件に動きがありました。読んでから送れます。</translation>
    </message>
</context>
<context>
    <name>NotAppliedDialog</name>
    <message>
        <source>Not applied</source>
        <translation>反映されなかった操作</translation>
    </message>
    <message>
        <source>These steps of yours were not applied. Nothing is lost: look at each, then apply it again or put it away.</source>
        <translation>次の操作は反映されませんでした。書いた内容はすべて残っています。確認して、もう一度反映するか片付けてください。</translation>
    </message>
    <message>
        <source>Everything you asked for was applied.</source>
        <translation>すべて反映されています。</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) wait until there is a connection again.</source>
        <translation>
            <numerusform>%n 件の操作が、つながるのを待っています。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) are being confirmed.</source>
        <translation>
            <numerusform>%n 件の操作を確認中です。</numerusform>
        </translation>
    </message>
    <message>
        <source>{what} ({case})</source>
        <translation>{what}({case})</translation>
    </message>
    <message>
        <source>{time}  {what}</source>
        <translation>{time}  {what}</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Team and settings</source>
        <translation>チームと設定</translation>
    </message>
    <message>
        <source>Show the case</source>
        <translation>案件を見る</translation>
    </message>
    <message>
        <source>Put all away</source>
        <translation>すべて片付ける</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Now: {state}</source>
        <translation>今: {state}</translation>
    </message>
    <message>
        <source>owner {name}</source>
        <translation>担当 {name}</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between facts</comment>
        <translation>・</translation>
    </message>
    <message>
        <source>Not applied ({time}). {why}</source>
        <translation>反映されませんでした({time})。{why}</translation>
    </message>
    <message>
        <source>Apply it now</source>
        <translation>もう一度反映する</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
    <message>
        <source>Make it a note</source>
        <translation>メモにする</translation>
    </message>
    <message>
        <source>Put into a reply</source>
        <translation>返信に入れる</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Put it away</source>
        <translation>片付ける</translation>
    </message>
    <message>
        <source>Asked for again</source>
        <translation>もう一度依頼しました</translation>
    </message>
    <message>
        <source>Kept as a note</source>
        <translation>メモとして残しました</translation>
    </message>
</context>
<context>
    <name>NoteCard</name>
    <message>
        <source>More about this</source>
        <translation>その他の操作</translation>
    </message>
</context>
<context>
    <name>NoteTab</name>
    <message>
        <source>Internal note</source>
        <translation>社内メモ</translation>
    </message>
    <message>
        <source>Only the team sees this. It never goes to the customer.</source>
        <translation>社内だけに見えます。お客様には送られません。</translation>
    </message>
</context>
<context>
    <name>OpenEscalation</name>
    <message>
        <source>Add</source>
        <translation>追加で伝える</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>取り下げる</translation>
    </message>
    <message>
        <source>Raise</source>
        <translation>上へ上げる</translation>
    </message>
    <message>
        <source>Record a spoken answer</source>
        <translation>口頭の回答を記録</translation>
    </message>
    <message>
        <source>If nobody answers</source>
        <translation>回答がないときの予定</translation>
    </message>
    <message>
        <source>How was the customer told? For example: by phone, by our branch.</source>
        <translation>お客様にはどう連絡しましたか? 例: 電話で、支店から</translation>
    </message>
    <message>
        <source>The customer knows</source>
        <translation>連絡済みにする</translation>
    </message>
    <message>
        <source>How shall the desk go on? They get it with this instruction.</source>
        <translation>窓口はどう進めますか? この指示を付けて差し戻します。</translation>
    </message>
    <message>
        <source>Hand back to the desk</source>
        <translation>窓口へ差し戻す</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>The customer was told…</source>
        <translation>お客様へ連絡した…</translation>
    </message>
    <message>
        <source>Done as answered</source>
        <translation>回答どおりに反映した</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話する</translation>
    </message>
    <message>
        <source>Hand back…</source>
        <translation>差し戻す…</translation>
    </message>
    <message>
        <source>Tell the customer it takes a while</source>
        <translation>お待たせ連絡を書く</translation>
    </message>
    <message>
        <source>Request: {words}</source>
        <translation>お願い: {words}</translation>
    </message>
    <message>
        <source>Write to the customer</source>
        <translation>お客様へ書く</translation>
    </message>
    <message>
        <source>Escalate again</source>
        <translation>もう一度エスカレーション</translation>
    </message>
    <message>
        <source>What shall they know too?</source>
        <translation>追加で知らせたいこと</translation>
    </message>
    <message>
        <source>Send (inside the house)</source>
        <translation>送信(社内)</translation>
    </message>
    <message>
        <source>Why is it settled? They will be told.</source>
        <translation>取り下げる理由(相手に伝わります)</translation>
    </message>
</context>
<context>
    <name>OtherCasePicker</name>
    <message>
        <source>Number, subject, customer or words</source>
        <translation>番号・件名・お客様・言葉</translation>
    </message>
</context>
<context>
    <name>OtherTime</name>
    <message>
        <source>Another time</source>
        <translation>ほかの日時</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>予約する</translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>送信を待つメールはありません。</translation>
    </message>
    <message numerus="yes">
        <source>Send %n</source>
        <translation>
            <numerusform>%n 通を送る</numerusform>
        </translation>
    </message>
    <message>
        <source>internal</source>
        <translation>社内</translation>
    </message>
    <message>
        <source>Open the case</source>
        <translation>案件を開く</translation>
    </message>
    <message>
        <source>Back to a draft</source>
        <translation>下書きに戻す</translation>
    </message>
    <message>
        <source>Correct and send to them</source>
        <translation>直してその人だけに送る</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>このままにする</translation>
    </message>
    <message>
        <source>It arrived</source>
        <translation>届いていました</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>もう一度送る</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>何があったか</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>今送る</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
</context>
<context>
    <name>PauseDialog</name>
    <message>
        <source>Stop the clock</source>
        <translation>時計を止める</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>In other words</source>
        <translation>ほかの理由</translation>
    </message>
    <message>
        <source>if none of these fits</source>
        <translation>当てはまらないとき</translation>
    </message>
    <message>
        <source>First reply and resolution stand until you let the clock run on or the customer writes again. Promises do not stand. Everybody sees the reason.</source>
        <translation>一次返信と最終解決の時計が止まります。動かすか、お客様からまたメールが来るまで止まったままです。お約束は止まりません。理由は全員に見えます。</translation>
    </message>
    <message>
        <source>The clock stands: {why}</source>
        <translation>時計を止めました: {why}</translation>
    </message>
    <message>
        <source>Waiting for the customer&apos;s documents</source>
        <translation>お客様の資料待ち</translation>
    </message>
    <message>
        <source>Waiting for the supplier</source>
        <translation>仕入先の返事待ち</translation>
    </message>
    <message>
        <source>Waiting for the carrier</source>
        <translation>運送会社の返事待ち</translation>
    </message>
    <message>
        <source>Waiting for the date agreed with the customer</source>
        <translation>お客様と決めた日を待つ</translation>
    </message>
</context>
<context>
    <name>PeopleActs</name>
    <message>
        <source>This customer has no mail address.</source>
        <translation>このお客様にはメールアドレスがありません。</translation>
    </message>
    <message>
        <source>I answered this from another program.</source>
        <translation>Mailroom 以外から返信しました。</translation>
    </message>
    <message>
        <source>Noted for everybody</source>
        <translation>全員に記録しました</translation>
    </message>
    <message>
        <source>You answer this case now</source>
        <translation>この案件はあなたが対応します</translation>
    </message>
    <message>
        <source>Asked {who} to hand the case over</source>
        <translation>{who}に「譲ってもらう」を頼みました</translation>
    </message>
    <message>
        <source>Nobody else has this case. Write: it is yours at the first key.</source>
        <translation>だれも対応していません。書き始めるとあなたの対応になります。</translation>
    </message>
</context>
<context>
    <name>PhoneCaseDialog</name>
    <message>
        <source>New case from a call</source>
        <translation>電話から新しい案件</translation>
    </message>
    <message>
        <source>Who called</source>
        <translation>かけた人</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>Mail address</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>if they gave one</source>
        <translation>伺った場合</translation>
    </message>
    <message>
        <source>About</source>
        <translation>件名</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>話した内容</translation>
    </message>
    <message>
        <source>What was said, in a line or two</source>
        <translation>話した内容を一、二行で</translation>
    </message>
    <message>
        <source>Open the case</source>
        <translation>案件を開く</translation>
    </message>
    <message>
        <source>Say in a few words what it is about.</source>
        <translation>どんな用件か、短く入れてください。</translation>
    </message>
    <message>
        <source>This is no mail address: {text}</source>
        <translation>メールアドレスではありません: {text}</translation>
    </message>
    <message>
        <source>Case opened</source>
        <translation>案件を開きました</translation>
    </message>
    <message numerus="yes">
        <source>This customer has %n case(s).</source>
        <translation>
            <numerusform>このお客様の案件が %n 件あります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the latest</source>
        <translation>最新を見る</translation>
    </message>
</context>
<context>
    <name>PhoneTab</name>
    <message>
        <source>Who called</source>
        <translation>かけた人</translation>
    </message>
    <message>
        <source>They called</source>
        <translation>お客様から</translation>
    </message>
    <message>
        <source>We called</source>
        <translation>こちらから</translation>
    </message>
    <message>
        <source>Reached?</source>
        <translation>つながったか</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>つながった</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>つながらない</translation>
    </message>
    <message>
        <source>With whom</source>
        <translation>話した相手</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>Phone note</source>
        <translation>電話メモ</translation>
    </message>
    <message>
        <source>What was said, in a line or two</source>
        <translation>話した内容を一、二行で</translation>
    </message>
</context>
<context>
    <name>PictureLine</name>
    <message>
        <source>Show the pictures</source>
        <translation>画像を表示</translation>
    </message>
    <message>
        <source>Always for this sender</source>
        <translation>この送信者の画像をいつも表示</translation>
    </message>
    <message>
        <source>The sender can then see that somebody here has opened this mail.</source>
        <translation>表示すると、メールを開いたことが送信者に分かることがあります。</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) not shown</source>
        <translation>
            <numerusform>画像 %n 件を表示していません</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracking picture(s) left out</source>
        <translation>
            <numerusform>追跡画像 %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) could not be loaded</source>
        <translation>
            <numerusform>画像 %n 件を読み込めませんでした</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PictureTaker</name>
    <message>
        <source>picture</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>The picture is no longer there</source>
        <translation>画像が見つかりません</translation>
    </message>
    <message>
        <source>The picture could not be kept. Save it as a file and attach that.</source>
        <translation>画像を保存できませんでした。ファイルに保存してから、添付してください。</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s), {size} in all: some servers refuse that much.</source>
        <translation>
            <numerusform>文の中の画像が %n 枚、合わせて {size} になります。受け取らないサーバーがあります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>入れない</translation>
    </message>
    <message>
        <source>Put in all the same</source>
        <translation>それでも入れる</translation>
    </message>
</context>
<context>
    <name>PopOut</name>
    <message>
        <source>Writing: {subject}</source>
        <translation>作成中: {subject}</translation>
    </message>
</context>
<context>
    <name>PresenceFoot</name>
    <message>
        <source>Where I am</source>
        <translation>在席の表示</translation>
    </message>
    <message>
        <source>Until when?</source>
        <translation>戻る時刻を決める</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>{time} まで</translation>
    </message>
</context>
<context>
    <name>PromiseDialog</name>
    <message>
        <source>Change the promise</source>
        <translation>お約束を変える</translation>
    </message>
    <message>
        <source>Promise the customer a time</source>
        <translation>お客様とのお約束</translation>
    </message>
    <message>
        <source>By when</source>
        <translation>いつまでに</translation>
    </message>
    <message>
        <source>What</source>
        <translation>何を</translation>
    </message>
    <message>
        <source>In other words…</source>
        <translation>ほかの言い方…</translation>
    </message>
    <message>
        <source>if none of these fits</source>
        <translation>当てはまらないとき</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>自分の言葉で</translation>
    </message>
    <message>
        <source>The next reply to the customer keeps it</source>
        <translation>次の返信で果たしたことにする</translation>
    </message>
    <message>
        <source>The case stays open and is due at that time until it is kept.</source>
        <translation>果たすまで案件は終わらず、その時刻が期限になります。</translation>
    </message>
    <message>
        <source>Save the promise</source>
        <translation>お約束を保存</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>果たした</translation>
    </message>
    <message>
        <source>Withdraw it</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Answer with the result</source>
        <translation>結果をお知らせする</translation>
    </message>
    <message>
        <source>Say how it stands (the end is not known yet)</source>
        <translation>途中経過をお知らせする(めどは未定)</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>折り返しお電話する</translation>
    </message>
    <message>
        <source>That time has passed already.</source>
        <translation>その時刻はもう過ぎています。</translation>
    </message>
    <message>
        <source>Promised until {at}</source>
        <translation>{at} までのお約束にしました</translation>
    </message>
    <message>
        <source>Promise kept</source>
        <translation>お約束を果たしました</translation>
    </message>
    <message>
        <source>Promise withdrawn</source>
        <translation>お約束を取り消しました</translation>
    </message>
</context>
<context>
    <name>PromiseOffer</name>
    <message>
        <source>Keep “{words}” as a promise (due {at})</source>
        <translation>「{words}」をお約束にする(期限 {at})</translation>
    </message>
</context>
<context>
    <name>QuoteFold</name>
    <message>
        <source>Answer between the lines</source>
        <translation>文中で答える</translation>
    </message>
    <message>
        <source>Do not quote</source>
        <translation>引用しない</translation>
    </message>
    <message>
        <source>Quote the mail below</source>
        <translation>元のメールを下に引用する</translation>
    </message>
    <message>
        <source>Quoted mail</source>
        <translation>引用したメール</translation>
    </message>
    <message numerus="yes">
        <source>Forwarded mail (%n line(s))</source>
        <translation>
            <numerusform>転送するメール(%n 行)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Quoted mail (%n line(s))</source>
        <translation>
            <numerusform>引用したメール(%n 行)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingActs</name>
    <message>
        <source>Mend garbled text…</source>
        <translation>文字化けを直す…</translation>
    </message>
    <message>
        <source>Show the mail as received</source>
        <translation>届いたままのメールを表示</translation>
    </message>
    <message>
        <source>Save as .eml…</source>
        <translation>.eml ファイルに保存…</translation>
    </message>
</context>
<context>
    <name>ReadingDialog</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>RebuildDialog</name>
    <message>
        <source>The team&apos;s record</source>
        <translation>チームの記録</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>e.g. mailbox restored from a backup</source>
        <translation>例: メールボックスをバックアップから戻した</translation>
    </message>
    <message>
        <source>Stopping as soon as this step allows…</source>
        <translation>この手順が終わりしだい中止します…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止する</translation>
    </message>
    <message>
        <source>The team&apos;s record is all right.</source>
        <translation>チームの記録に問題はありません。</translation>
    </message>
    <message>
        <source>For whoever helps: {detail}</source>
        <translation>調べる人のための情報: {detail}</translation>
    </message>
    <message>
        <source>What rebuilding does</source>
        <translation>立て直しで行うこと</translation>
    </message>
    <message>
        <source>This PC writes a copy of all it knows into the mailbox and begins a new record on top of it. The other PCs follow by themselves; what they still have to say is said again. No mail and no note is lost.</source>
        <translation>このPCが知っていることすべての写しをメールボックスに書き、その続きから新しい記録を始めます。ほかのPCは自動でついてきて、まだ届いていない操作は送り直します。メールもメモも失われません。</translation>
    </message>
    <message>
        <source>Best done on the PC that was used most. It takes a few minutes at most.</source>
        <translation>いちばん長く使っていたPCで行うのが安心です。長くても数分で終わります。</translation>
    </message>
    <message>
        <source>Rebuild the record</source>
        <translation>記録を立て直す</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>中止しました。何も変わっていません。</translation>
    </message>
    <message>
        <source>The team&apos;s record is rebuilt.</source>
        <translation>チームの記録を立て直しました。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Not rebuilt; everything is as before. {why}</source>
        <translation>立て直しできませんでした。前のままです。{why}</translation>
    </message>
    <message>
        <source>It is repaired. You can close this.</source>
        <translation>直りました。閉じてかまいません。</translation>
    </message>
</context>
<context>
    <name>ReceivedFiles</name>
    <message>
        <source>Save all…</source>
        <translation>すべて保存…</translation>
    </message>
    <message>
        <source>Open “{name}”?</source>
        <translation>「{name}」を開きますか?</translation>
    </message>
    <message>
        <source>Open anyway</source>
        <translation>それでも開く</translation>
    </message>
    <message>
        <source>Save the attachment</source>
        <translation>添付ファイルを保存</translation>
    </message>
    <message>
        <source>Save all attachments in</source>
        <translation>添付ファイルをすべて保存する場所</translation>
    </message>
    <message>
        <source>Show the mail</source>
        <translation>メールを表示</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>名前を付けて保存…</translation>
    </message>
</context>
<context>
    <name>RecipientTicks</name>
    <message>
        <source>Send to those ticked</source>
        <translation>この宛先に送信</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Tick each recipient before it leaves:</source>
        <translation>送る前に、宛先を一つずつ確かめてチェックしてください: </translation>
    </message>
</context>
<context>
    <name>Recipients</name>
    <message>
        <source>To</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>Cc</source>
        <translation>Cc</translation>
    </message>
    <message>
        <source>Bcc</source>
        <translation>Bcc</translation>
    </message>
    <message>
        <source>They get the mail; nobody else sees that they do.</source>
        <translation>メールは届きますが、ほかの宛先からは見えません。</translation>
    </message>
    <message>
        <source>Add Cc/Bcc</source>
        <translation>Cc/Bcc を追加</translation>
    </message>
    <message>
        <source>Not a mail address: {pieces}</source>
        <translation>メールアドレスではありません: {pieces}</translation>
    </message>
    <message>
        <source>Enter whom it goes to.</source>
        <translation>宛先を入れてください。</translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>Everything the team does is kept as small messages in the folder Mailroom/Journal of the mailbox. Mailroom looks after it by itself.</source>
        <translation>チームの操作はすべて、メールボックスのフォルダー Mailroom/Journal に小さなメールとして残ります。手入れは Mailroom が自動で行います。</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>サーバーに問い合わせています…</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s), {size}</source>
        <translation>
            <numerusform>%n 通・{size}</numerusform>
        </translation>
    </message>
    <message>
        <source>about {day} a day, {month} a month</source>
        <translation>1日あたり約 {day}、1か月で約 {month}</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大きさ</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>増え方</translation>
    </message>
    <message>
        <source>Last copy</source>
        <translation>最後の写し</translation>
    </message>
    <message>
        <source>Tidied up</source>
        <translation>整理</translation>
    </message>
    <message>
        <source>Room in the mailbox</source>
        <translation>メールボックスの空き</translation>
    </message>
    <message>
        <source>This PC has read up to</source>
        <translation>このPCが読んだ位置</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>all right</source>
        <translation>問題ありません</translation>
    </message>
    <message>
        <source>none yet; it is made by itself when there is enough to copy</source>
        <translation>まだありません(記録がたまると自動で作られます)</translation>
    </message>
    <message>
        <source>{when}, {size}</source>
        <translation>{when}・{size}</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>まだしていません</translation>
    </message>
    <message>
        <source>{when}; what is old may be deleted from {later} on</source>
        <translation>{when}(古い分は {later} から削除されます)</translation>
    </message>
    <message>
        <source>Write a copy now</source>
        <translation>今すぐ写しを作る</translation>
    </message>
    <message>
        <source>Tidy up…</source>
        <translation>記録を整理する…</translation>
    </message>
    <message>
        <source>New team key…</source>
        <translation>チームの鍵を新しくする…</translation>
    </message>
    <message>
        <source>Rebuild the record…</source>
        <translation>記録を立て直す…</translation>
    </message>
    <message>
        <source>Check the mailbox…</source>
        <translation>メールボックスの診断…</translation>
    </message>
    <message>
        <source>The copy is written.</source>
        <translation>写しを作りました。</translation>
    </message>
    <message>
        <source>What happened so far is put together into one copy, and the copy is checked. Thirty days later the single messages it holds are deleted from the mailbox.

Nothing changes in the cases and timelines. Words that were removed for good disappear from the mailbox then, too.</source>
        <translation>これまでの記録を一つの写しにまとめ、正しく書けたことを確かめます。30日たつと、まとめ終わった古いメールをメールボックスから消します。

案件や履歴の内容は変わりません。「完全に削除」した内容は、このときメールボックスからも消えます。</translation>
    </message>
    <message>
        <source>Tidy up the team&apos;s record</source>
        <translation>チームの記録を整理する</translation>
    </message>
    <message>
        <source>Tidy up</source>
        <translation>整理する</translation>
    </message>
    <message>
        <source>The team&apos;s record is tidied up.</source>
        <translation>チームの記録を整理しました。</translation>
    </message>
    <message>
        <source>Do this when somebody has left the team. From then on only who can read the mailbox can write into the team&apos;s record; old copies of Mailroom elsewhere cannot. The other PCs take the new key by themselves.

Change the password of the mailbox first: who knows it can read the new key, too.</source>
        <translation>だれかがチームを離れたときに行います。これ以後、チームの記録に書き込めるのはメールボックスを読める人だけになり、ほかに残った古い Mailroom からは書き込めません。ほかのPCは自動で新しい鍵に切り替わります。

先にメールボックスのパスワードを変えてください。パスワードを知っている人は、新しい鍵も読めてしまいます。</translation>
    </message>
    <message>
        <source>Give the team a new key</source>
        <translation>チームの鍵を新しくする</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新しくする</translation>
    </message>
    <message>
        <source>The team gets a new key.</source>
        <translation>チームの鍵を新しくしました。</translation>
    </message>
    <message>
        <source>This takes a moment…</source>
        <translation>少し時間がかかります…</translation>
    </message>
    <message>
        <source>The server cannot be asked now. {why}</source>
        <translation>今はサーバーに問い合わせできません。{why}</translation>
    </message>
</context>
<context>
    <name>RedirectDialog</name>
    <message>
        <source>Send on to another desk</source>
        <translation>別の窓口へ転送</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>窓口</translation>
    </message>
    <message>
        <source>another…</source>
        <translation>ほかの宛先…</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>The case is done with this</source>
        <translation>これで案件を完了にする</translation>
    </message>
    <message>
        <source>Send on</source>
        <translation>転送する</translation>
    </message>
    <message>
        <source>There is no mail of a customer here.</source>
        <translation>ここにはお客様のメールがありません。</translation>
    </message>
    <message>
        <source>It goes on exactly as the customer wrote it; the other desk answers them. The customer is not told. If they write to you again, the case opens again.</source>
        <translation>お客様が書いたままの形で届き、返信はその窓口から行われます。お客様には何も送られません。お客様からまたこちらへメールが届けば、案件は自動で再開します。</translation>
    </message>
    <message numerus="yes">
        <source>Only this mail goes on. %n other mail(s) of this case stay.</source>
        <translation>
            <numerusform>転送するのはこのメールだけです。この案件のほかのメール %n 通は残ります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter one mail address.</source>
        <translation>メールアドレスを 1 つ入れてください。</translation>
    </message>
</context>
<context>
    <name>RefusalBar</name>
    <message>
        <source>Show what was not applied</source>
        <translation>反映されなかった操作を見る</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) of yours were not applied. Nothing is lost.</source>
        <translation>
            <numerusform>%n 件の操作が反映されませんでした。書いた内容はすべて残っています。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not applied. {why}</source>
        <translation>反映されませんでした。{why}</translation>
    </message>
    <message>
        <source>Not applied. {why} Your words are kept.</source>
        <translation>反映されませんでした。{why}書いた内容は残っています。</translation>
    </message>
    <message>
        <source>Make it a note</source>
        <translation>メモにする</translation>
    </message>
    <message>
        <source>Kept as a note</source>
        <translation>メモとして残しました</translation>
    </message>
</context>
<context>
    <name>RemoveWords</name>
    <message>
        <source>Remove the words for good</source>
        <translation>書かれた内容を完全に削除</translation>
    </message>
    <message>
        <source>The words disappear on every PC of the team and, when the record is next tidied up, from the mailbox too. Who removed them and when stays visible. This cannot be undone.</source>
        <translation>書かれた内容は、チームのすべてのPCから消えます。次に記録を整理するとき、メールボックスからも消えます。だれがいつ削除したかは残ります。元に戻すことはできません。</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>e.g. private data of a customer</source>
        <translation>例: お客様の個人情報</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>完全に削除する</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>残しておく</translation>
    </message>
    <message>
        <source>The words are removed</source>
        <translation>書かれた内容を削除しました</translation>
    </message>
</context>
<context>
    <name>ReplyActions</name>
    <message>
        <source>Send and done</source>
        <translation>送信して完了</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>添付</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>定型文</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>書式</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>破棄</translation>
    </message>
    <message>
        <source>More about this draft</source>
        <translation>この下書きのその他の操作</translation>
    </message>
    <message>
        <source>Share this draft with the team</source>
        <translation>下書きをチームに共有</translation>
    </message>
    <message>
        <source>There is no connection, so nothing is sent now. Mailroom checks first whether the case is yours, then sends by itself.</source>
        <translation>今はつながっていないため、送信されません。つながったら、この案件を確保できたことを確かめてから自動で送ります。</translation>
    </message>
    <message>
        <source>Ask for a check</source>
        <translation>確認を頼む</translation>
    </message>
    <message>
        <source>Put into the outbox</source>
        <translation>送信トレイに入れる</translation>
    </message>
    <message>
        <source>Forward it</source>
        <translation>転送する</translation>
    </message>
    <message>
        <source>Send to customer</source>
        <translation>お客様へ送信</translation>
    </message>
    <message>
        <source>Outbox, then done</source>
        <translation>送信トレイに入れて完了</translation>
    </message>
    <message>
        <source>Send later</source>
        <translation>送信予約</translation>
    </message>
    <message>
        <source>Template (Ctrl+T)</source>
        <translation>定型文 (Ctrl+T)</translation>
    </message>
</context>
<context>
    <name>ReplyTab</name>
    <message>
        <source>Subject</source>
        <translation>件名</translation>
    </message>
    <message>
        <source>Reply to the customer</source>
        <translation>お客様への返信</translation>
    </message>
    <message>
        <source>Write to the customer</source>
        <translation>お客様へ書く</translation>
    </message>
    <message>
        <source>This is plain text. Press “Format” first.</source>
        <translation>いまは書式のない文です。使うときは、先に「書式」を押してください。</translation>
    </message>
    <message>
        <source>Some words to go with it, if you like</source>
        <translation>添える言葉(なくてもかまいません)</translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation>先に本文を書いてください。</translation>
    </message>
    <message>
        <source>The text mentions an attachment, but no file is added.</source>
        <translation>本文に「添付」とありますが、ファイルが付いていません。</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report to a client</source>
        <translation>クライアントへの報告</translation>
    </message>
    <message>
        <source>What the client reads</source>
        <translation>クライアントが読む文</translation>
    </message>
    <message>
        <source>Text of the report</source>
        <translation>報告の本文</translation>
    </message>
    <message>
        <source>A second person looks at your mails first. Ask a colleague to send this report.</source>
        <translation>あなたのメールは、送信前にほかの人の確認が必要です。この報告は同僚に送ってもらってください。</translation>
    </message>
</context>
<context>
    <name>RequestFoot</name>
    <message>
        <source>Phone</source>
        <translation>電話する</translation>
    </message>
    <message>
        <source>Record a spoken answer</source>
        <translation>口頭の回答を記録</translation>
    </message>
    <message>
        <source>Ask in full…</source>
        <translation>くわしく書く…</translation>
    </message>
    <message>
        <source>Nobody is blamed for asking.</source>
        <translation>相談したことで責任を問われることはありません。</translation>
    </message>
    <message>
        <source>Send to {name} (inside the house)</source>
        <translation>{name}へ送信(社内)</translation>
    </message>
    <message>
        <source>Ask {name} (inside the house)</source>
        <translation>{name}に相談する(社内)</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>未定</translation>
    </message>
</context>
<context>
    <name>RequestForm</name>
    <message>
        <source>Ask for</source>
        <translation>頼むこと</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>レベル</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Answer by</source>
        <translation>回答期限</translation>
    </message>
    <message>
        <source>Criterion</source>
        <translation>目安</translation>
    </message>
    <message>
        <source>Signs</source>
        <translation>目安の根拠</translation>
    </message>
    <message>
        <source>They also get the customer and the history. The case stays with you.</source>
        <translation>お客様といきさつも一緒に届きます。案件はあなたのままです。</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>お願い</translation>
    </message>
    <message>
        <source>What shall they decide or do? One or two sentences.</source>
        <translation>決めてほしいこと、してほしいことを一、二文で</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>When</source>
        <comment>it happened</comment>
        <translation>発生日時</translation>
    </message>
    <message>
        <source>History</source>
        <translation>いきさつ</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>試したこと</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>今の状態</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>未選択</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金額</translation>
    </message>
</context>
<context>
    <name>RequestPreview</name>
    <message>
        <source>Back to the form</source>
        <translation>入力に戻る</translation>
    </message>
    <message>
        <source>To {who} · as it looks on a phone</source>
        <translation>宛先 {who} · 携帯電話での見え方</translation>
    </message>
</context>
<context>
    <name>RequestSide</name>
    <message>
        <source>Skip or wait</source>
        <translation>飛ばすか待つか</translation>
    </message>
    <message>
        <source>Later steps are proposed, never sent alone.</source>
        <translation>2 通目からは提案だけで、自動では送りません。</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Who gets it</source>
        <translation>届く相手</translation>
    </message>
    <message>
        <source>Mail address</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>The customer is not among the recipients.</source>
        <translation>お客様は宛先に入りません。</translation>
    </message>
    <message>
        <source>What we may answer</source>
        <translation>対応の範囲</translation>
    </message>
    <message>
        <source>The mail as it arrives</source>
        <translation>届く文面</translation>
    </message>
    <message>
        <source>Who gets it, and when</source>
        <translation>届く相手と予定</translation>
    </message>
    <message>
        <source>Another address…</source>
        <translation>ほかの宛先…</translation>
    </message>
    <message>
        <source>no number is known</source>
        <translation>番号が登録されていません</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>飛ばす</translation>
    </message>
    <message>
        <source>wait</source>
        <translation>待つ</translation>
    </message>
    <message>
        <source>wait until {time}</source>
        <translation>{time} まで待つ</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>Nobody is set for this level. Choose somebody.</source>
        <translation>このレベルの相手が未設定です。選んでください。</translation>
    </message>
</context>
<context>
    <name>RescueDialog</name>
    <message>
        <source>Mend garbled text</source>
        <translation>文字化けを直す</translation>
    </message>
    <message>
        <source>Read the mail as</source>
        <translation>どの文字コードで読むか</translation>
    </message>
    <message>
        <source>All mail of this sender, also what is to come</source>
        <translation>この差出人のメールすべて(これから届くものも)</translation>
    </message>
    <message>
        <source>Only how this PC shows the mail changes; the mail stays as it is.</source>
        <translation>このPCでの表示だけが変わります。メールそのものは変わりません。</translation>
    </message>
    <message>
        <source>Read it so</source>
        <translation>この読み方にする</translation>
    </message>
    <message>
        <source>as now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>looks right</source>
        <translation>読めています</translation>
    </message>
    <message>
        <source>Read as: {name}</source>
        <translation>{name}として表示しています</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
</context>
<context>
    <name>RiskCard</name>
    <message>
        <source>Please check before it leaves:</source>
        <translation>送る前に確かめてください:</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>戻って直す</translation>
    </message>
    <message>
        <source>Send it as it is</source>
        <translation>このまま送る</translation>
    </message>
</context>
<context>
    <name>RouteEditor</name>
    <message>
        <source>By rank</source>
        <translation>役職の順</translation>
    </message>
    <message>
        <source>By who knows</source>
        <translation>詳しい人の順</translation>
    </message>
</context>
<context>
    <name>RoutesPage</name>
    <message>
        <source>When in doubt</source>
        <translation>迷ったときの相談先</translation>
    </message>
    <message>
        <source>What no rule reaches</source>
        <translation>どのルールにも当てはまらないとき</translation>
    </message>
    <message>
        <source>New category</source>
        <translation>新しい分類</translation>
    </message>
    <message>
        <source>Add the category</source>
        <translation>分類を追加</translation>
    </message>
    <message>
        <source>Whom does a category ask? An empty cell goes to the person of the level. Who is away is skipped for the next one.</source>
        <translation>分類ごとの相談先です。空のところは、そのレベルの担当(かっこの中)に届きます。不在の人は飛ばして次の人に届きます。</translation>
    </message>
    <message>
        <source>Remove the category “{name}”</source>
        <translation>分類「{name}」を削除</translation>
    </message>
</context>
<context>
    <name>RuleActs</name>
    <message>
        <source>Undo this</source>
        <translation>これを元に戻す</translation>
    </message>
    <message>
        <source>Open the rule “{rule}”…</source>
        <translation>規則「{rule}」を開く…</translation>
    </message>
    <message>
        <source>Taken back what the rule did</source>
        <translation>規則がしたことを元に戻しました</translation>
    </message>
</context>
<context>
    <name>RuleEditor</name>
    <message>
        <source>Name of the rule</source>
        <translation>規則の名前</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>いくつ</translation>
    </message>
    <message>
        <source>all of these hold</source>
        <translation>次のすべてに当てはまるとき</translation>
    </message>
    <message>
        <source>any of these holds</source>
        <translation>次のどれかに当てはまるとき</translation>
    </message>
    <message>
        <source>One more condition</source>
        <translation>条件を足す</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>ラベル</translation>
    </message>
    <message>
        <source>Second label</source>
        <translation>2 つ目のラベル</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>In turn with</source>
        <translation>交代で</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>緊急度</translation>
    </message>
    <message>
        <source>Leave it out (nothing is deleted)</source>
        <translation>除外にする(削除はしません)</translation>
    </message>
    <message>
        <source>Rules below this one do not look at it</source>
        <translation>ここで終わる(下の規則は見ません)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>When a mail comes in and</source>
        <translation>届いたメールが</translation>
    </message>
    <message>
        <source>then</source>
        <translation>こうする</translation>
    </message>
    <message>
        <source>(no label)</source>
        <translation>(ラベルなし)</translation>
    </message>
    <message>
        <source>(nobody)</source>
        <translation>(なし)</translation>
    </message>
    <message>
        <source>(alone)</source>
        <translation>(1 人で)</translation>
    </message>
    <message>
        <source>(as it is)</source>
        <translation>(そのまま)</translation>
    </message>
</context>
<context>
    <name>RulesDialog</name>
    <message>
        <source>Rules for escalating</source>
        <translation>エスカレーションのルール</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>レベル</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>経路</translation>
    </message>
    <message>
        <source>Criteria</source>
        <translation>目安</translation>
    </message>
    <message>
        <source>Time-outs</source>
        <translation>時間切れ</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>連絡先の方針</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>案内文</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>変更履歴</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Why is it changed?</source>
        <translation>変更する理由</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Not saved yet. Correct what is marked in red first.</source>
        <translation>まだ保存していません。赤い字のところを先に直してください。</translation>
    </message>
    <message>
        <source>Write why it is changed: everybody reads it later.</source>
        <translation>変える理由を書いてください。あとで全員が読めます。</translation>
    </message>
    <message>
        <source>Somebody changed the same rules meanwhile. Close, open and look again.</source>
        <translation>ほかの人が同じルールを先に変更しました。閉じて開き直し、確かめてください。</translation>
    </message>
    <message>
        <source>Rules saved</source>
        <translation>ルールを保存しました</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deadline(s) move when this is saved.</source>
        <translation>
            <numerusform>保存すると、%n 件の期限が動きます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is wrong with it.</source>
        <translation>問題は見つかりません。</translation>
    </message>
</context>
<context>
    <name>RulesDraft</name>
    <message>
        <source>somebody who left</source>
        <translation>退職した人</translation>
    </message>
    <message>
        <source>a lead</source>
        <translation>リーダー</translation>
    </message>
    <message>
        <source>{name} ({people}; {how})</source>
        <translation>{name}({people}・{how})</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>Open the rules…</source>
        <translation>ルールを開く…</translation>
    </message>
    <message>
        <source>{level}: {who}</source>
        <translation>{level}: {who}</translation>
    </message>
    <message>
        <source>whom one asks in doubt</source>
        <translation>迷ったときの相談先</translation>
    </message>
    <message>
        <source>When in doubt: {who}</source>
        <translation>迷ったときの相談先: {who}</translation>
    </message>
    <message>
        <source>The day of the review has come. Please look through the rules.</source>
        <translation>見直しの日が来ています。ルールに目を通してください。</translation>
    </message>
</context>
<context>
    <name>ScriptCard</name>
    <message>
        <source>I have read it</source>
        <translation>読みました</translation>
    </message>
    <message>
        <source>We have a text for this: {category}</source>
        <translation>この用件の定型文があります: {category}</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Texts for this: %n</source>
        <translation>
            <numerusform>この用件の定型文 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer with “{name}”</source>
        <translation>「{name}」で返信する</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search cases</source>
        <translation>案件を検索</translation>
    </message>
    <message>
        <source>Search  Ctrl+F</source>
        <translation>検索  Ctrl+F</translation>
    </message>
    <message>
        <source>Offers for the search</source>
        <translation>検索の候補</translation>
    </message>
</context>
<context>
    <name>SearchStrip</name>
    <message>
        <source>In: {where}</source>
        <translation>場所: {where}</translation>
    </message>
</context>
<context>
    <name>SeatDialog</name>
    <message>
        <source>Change seat</source>
        <translation>席を替わる</translation>
    </message>
    <message>
        <source>Who sits down</source>
        <translation>席に着く人</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>somebody new: name</source>
        <translation>新しい人の名前</translation>
    </message>
    <message>
        <source>Who gets up</source>
        <translation>席を立つ人</translation>
    </message>
    <message>
        <source>as before</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>Or somebody new</source>
        <translation>または新しい人</translation>
    </message>
    <message>
        <source>{name} is now</source>
        <translation>{name}は</translation>
    </message>
    <message>
        <source>Take the seat</source>
        <translation>席に着く</translation>
    </message>
    <message>
        <source>Choose who sits down.</source>
        <translation>席に着く人を選んでください。</translation>
    </message>
    <message>
        <source>The team has somebody of this name. Choose them above.</source>
        <translation>同じ名前の人がチームにいます。上の一覧から選んでください。</translation>
    </message>
    <message>
        <source>Now {who} sits here ({desk}).</source>
        <translation>いまは{who}の席です({desk})。</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) being answered go back.</source>
        <translation>
            <numerusform>対応中の %n 件を戻します。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting mail(s) leave under the name of who wrote them.</source>
        <translation>
            <numerusform>送信待ちの %n 通は、書いた人の名前で送られます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Drafts and read marks stay with whoever made them.</source>
        <translation>下書きと既読は、それぞれの人のまま残ります。</translation>
    </message>
</context>
<context>
    <name>SendBar</name>
    <message>
        <source>Cancel sending</source>
        <translation>送信を取り消す</translation>
    </message>
    <message>
        <source>Sending to {recipients}…</source>
        <translation>{recipients}に送信しています…</translation>
    </message>
    <message>
        <source>Will be sent on to {recipients}</source>
        <translation>{recipients} に転送します</translation>
    </message>
    <message>
        <source>Will be sent to {recipients}</source>
        <translation>{recipients}に送信します</translation>
    </message>
    <message>
        <source>{sentence} ({seconds} s)</source>
        <translation>{sentence}({seconds} 秒)</translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) are not sent yet. {why}</source>
        <translation>
            <numerusform>まだ送られていないメールが %n 通あります。{why}</numerusform>
        </translation>
    </message>
    <message>
        <source>Not sent yet: {mail}. {why}</source>
        <translation>まだ送られていません: {mail}。{why}</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>見る</translation>
    </message>
    <message>
        <source>Back to a draft</source>
        <translation>下書きに戻す</translation>
    </message>
    <message>
        <source>{mail}: {sentence}</source>
        <translation>{mail}: {sentence}</translation>
    </message>
    <message>
        <source>We cannot tell whether it left. It may have arrived.</source>
        <translation>送れたか確認できません。届いている可能性があります。</translation>
    </message>
    <message>
        <source>It arrived</source>
        <translation>届いていました</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>もう一度送る</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>今送る</translation>
    </message>
    <message>
        <source>Correct and send to them</source>
        <translation>直してその人だけに送る</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>このままにする</translation>
    </message>
    <message>
        <source>The mail stays here. Nothing was sent.</source>
        <translation>メールはこのまま残ります。何も送られていません。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>The team&apos;s record cannot be reached for 10 minutes. Others may be answering too.</source>
        <translation>チームの記録に 10 分つながりません。ほかの人も返信しているかもしれません。</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>待つ</translation>
    </message>
    <message>
        <source>Send unchecked</source>
        <translation>確認せずに送る</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>直す</translation>
    </message>
</context>
<context>
    <name>SendPart</name>
    <message>
        <source>A second person checks every mail</source>
        <translation>すべてのメールを、送る前に二人目が確認する</translation>
    </message>
    <message>
        <source>Each recipient is ticked before a mail leaves</source>
        <translation>送る前に、宛先を一つずつチェックする</translation>
    </message>
    <message>
        <source>or only the mails of (trainees always):</source>
        <translation>または、この人のメールだけ確認する(見習いはいつも): </translation>
    </message>
</context>
<context>
    <name>SenderChoice</name>
    <message>
        <source>From</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>From {address}</source>
        <translation>差出人 {address}</translation>
    </message>
</context>
<context>
    <name>SenderPage</name>
    <message>
        <source>Senders</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>Mail address</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>Name beside it</source>
        <translation>表示名</translation>
    </message>
    <message>
        <source>e.g. Customer service</source>
        <translation>例: お客様窓口</translation>
    </message>
    <message>
        <source>Signature of the team</source>
        <translation>チームの署名</translation>
    </message>
    <message>
        <source>Save this sender</source>
        <translation>この差出人を保存</translation>
    </message>
    <message>
        <source>Make it the usual one</source>
        <translation>ふだんの差出人にする</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>外す</translation>
    </message>
    <message>
        <source>New sender</source>
        <translation>差出人を追加</translation>
    </message>
    <message>
        <source>{sender} (usual)</source>
        <translation>{sender}(ふだん)</translation>
    </message>
    <message>
        <source>Enter one mail address.</source>
        <translation>メールアドレスをひとつ入れてください。</translation>
    </message>
    <message>
        <source>The signature is too long.</source>
        <translation>署名が長すぎます。</translation>
    </message>
    <message>
        <source>A reply leaves as whom the customer wrote to, else as the usual one. Mail to these addresses must arrive in this mailbox. Your own lines stand above the signature of the team (page “Work”).</source>
        <translation>返信の差出人は、お客様が送った宛先です。なければ「ふだん」の差出人です。ここのアドレスへのメールは、このメールボックスに届くようにしてください。自分の署名(「仕事」のページ)は、チームの署名の上に入ります。</translation>
    </message>
    <message>
        <source>Senders saved</source>
        <translation>差出人を保存しました</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>仕事</translation>
    </message>
    <message>
        <source>Mails</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>チーム</translation>
    </message>
    <message>
        <source>Senders</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>ラベル</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>定型文</translation>
    </message>
    <message>
        <source>Arrival</source>
        <translation>届いたメール</translation>
    </message>
    <message>
        <source>Escalating</source>
        <translation>エスカレーションのルール</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>営業時間</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>SharedBar</name>
    <message>
        <source>Put it into my reply</source>
        <translation>自分の返信に取り込む</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>そのままにする</translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation>共有をやめる</translation>
    </message>
    <message>
        <source>The team sees your draft as of {time}, without what you wrote since.</source>
        <translation>{time} の下書きがチームに見えています。その後に書いた内容は見えていません。</translation>
    </message>
    <message>
        <source>Share it as it is now</source>
        <translation>今の内容で共有する</translation>
    </message>
    <message>
        <source>The team can see this draft (since {time}). It has not been sent.</source>
        <translation>この下書きはチームに見えています({time} から)。送信はしていません。</translation>
    </message>
</context>
<context>
    <name>SharedCard</name>
    <message>
        <source>Put it into my reply</source>
        <translation>自分の返信に取り込む</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>全文を見る</translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation>共有をやめる</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Views</source>
        <translation>表示の一覧</translation>
    </message>
    <message>
        <source>Change a member</source>
        <translation>メンバーを変更</translation>
    </message>
</context>
<context>
    <name>SnoozePicker</name>
    <message numerus="yes">
        <source>Snooze %n case(s) until</source>
        <translation>
            <numerusform>%n 件を保留</numerusform>
        </translation>
    </message>
    <message>
        <source>Until when</source>
        <translation>いつまで</translation>
    </message>
    <message>
        <source>until they write</source>
        <translation>メールが届くまで</translation>
    </message>
    <message>
        <source>no time; a mail ends it</source>
        <translation>時刻なし。メールで戻ります</translation>
    </message>
    <message>
        <source>What to do then</source>
        <translation>戻ったときにすること</translation>
    </message>
    <message>
        <source>What to do then (note)</source>
        <translation>戻ったときにすること(メモ)</translation>
    </message>
    <message>
        <source>Another time</source>
        <translation>日時を選ぶ</translation>
    </message>
    <message>
        <source>Another time:</source>
        <translation>日時を選ぶ:</translation>
    </message>
    <message>
        <source>A mail from the customer brings the case back at once.</source>
        <translation>お客様からメールが届くと、すぐに戻ります。</translation>
    </message>
    <message>
        <source>Snooze until that time</source>
        <translation>この日時まで保留</translation>
    </message>
    <message>
        <source>That time has passed already.</source>
        <translation>その時刻はもう過ぎています。</translation>
    </message>
</context>
<context>
    <name>SourceDialog</name>
    <message>
        <source>The mail as received</source>
        <translation>元のメール</translation>
    </message>
</context>
<context>
    <name>StallCard</name>
    <message>
        <source>{level}: when nobody answers</source>
        <translation>{level}: だれも答えないとき</translation>
    </message>
    <message>
        <source>Reminders at most</source>
        <translation>催促の回数</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n 回まで</numerusform>
        </translation>
    </message>
    <message>
        <source>Reminder every</source>
        <translation>催促の間隔</translation>
    </message>
    <message>
        <source>Remind politely</source>
        <translation>ていねいに催促</translation>
    </message>
    <message>
        <source>Ask the next one</source>
        <translation>次の人に頼む</translation>
    </message>
    <message>
        <source>Ask the next level</source>
        <translation>上のレベルに頼む</translation>
    </message>
    <message>
        <source>Show to everybody</source>
        <translation>全員の一覧へ</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Enter the password</source>
        <translation>パスワードを入れ直す</translation>
    </message>
</context>
<context>
    <name>StopCard</name>
    <message>
        <source>Look</source>
        <translation>見る</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>直す</translation>
    </message>
    <message>
        <source>Make it a note</source>
        <translation>メモにする</translation>
    </message>
    <message>
        <source>Send as it is</source>
        <translation>このまま送る</translation>
    </message>
    <message>
        <source>Do not send it on</source>
        <translation>転送をやめる</translation>
    </message>
    <message>
        <source>{mail}: {sentence}</source>
        <translation>{mail}: {sentence}</translation>
    </message>
    <message>
        <source>Not sent yet. A new mail came from the customer while you wrote.</source>
        <translation>まだ送っていません。書いている間にお客様から新しいメールが届きました。</translation>
    </message>
    <message>
        <source>Not sent yet. {why}</source>
        <translation>まだ送っていません。{why}</translation>
    </message>
    <message>
        <source>A reply that was not sent:</source>
        <translation>送らなかった返信:</translation>
    </message>
    <message>
        <source>Kept as a note. Nothing was sent.</source>
        <translation>社内メモにしました。お客様には送っていません。</translation>
    </message>
</context>
<context>
    <name>StoppedDialog</name>
    <message>
        <source>Stopped automatic mail</source>
        <translation>止めた自動メール</translation>
    </message>
    <message>
        <source>These mails were not sent by themselves. A lead can let one leave; otherwise nothing needs to be done.</source>
        <translation>自動では送らなかったメールです。リーダーは今回だけ送れます。そのままでもかまいません。</translation>
    </message>
    <message>
        <source>No automatic mail was stopped.</source>
        <translation>止めた自動メールはありません。</translation>
    </message>
    <message>
        <source>{time}  to {address}</source>
        <translation>{time}  宛先 {address}</translation>
    </message>
    <message>
        <source>Stopped: {why}</source>
        <translation>止めた理由: {why}</translation>
    </message>
    <message>
        <source>Send it this once</source>
        <translation>今回だけ送る</translation>
    </message>
    <message>
        <source>Show the case</source>
        <translation>案件を見る</translation>
    </message>
    <message>
        <source>It will be sent</source>
        <translation>送ります</translation>
    </message>
</context>
<context>
    <name>SuggestionStrip</name>
    <message>
        <source>Does not apply…</source>
        <translation>当てはまらない…</translation>
    </message>
    <message>
        <source>Why not</source>
        <translation>当てはまらない理由</translation>
    </message>
    <message>
        <source>Why it does not apply</source>
        <translation>当てはまらない理由</translation>
    </message>
    <message>
        <source>Dismiss it</source>
        <translation>見送る</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>TakeOverDialog</name>
    <message>
        <source>Take over the case</source>
        <translation>案件を引き継ぐ</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>In other words</source>
        <translation>ほかの理由</translation>
    </message>
    <message>
        <source>if none of these fits</source>
        <translation>当てはまらないとき</translation>
    </message>
    <message>
        <source>They keep their draft and are told. Everybody sees the reason.</source>
        <translation>相手の下書きは残り、引き継いだことが伝わります。理由はチーム全員に見えます。</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>引き継ぐ</translation>
    </message>
    <message>
        <source>You answer this case now</source>
        <translation>この案件はあなたが対応します</translation>
    </message>
    <message>
        <source>It is urgent</source>
        <translation>急ぎの案件です</translation>
    </message>
    <message>
        <source>They are not at their desk</source>
        <translation>本人が席にいません</translation>
    </message>
    <message>
        <source>The customer asked again</source>
        <translation>お客様から催促がありました</translation>
    </message>
    <message>
        <source>As agreed with them</source>
        <translation>本人と相談しました</translation>
    </message>
    <message>
        <source>The case goes to somebody else</source>
        <translation>担当を替えることになりました</translation>
    </message>
</context>
<context>
    <name>TargetList</name>
    <message>
        <source>Add to {name}</source>
        <translation>{name}に追加</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>変える…</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>追加…</translation>
    </message>
    <message>
        <source>a lead</source>
        <translation>リーダー</translation>
    </message>
    <message>
        <source>Another address…</source>
        <translation>ほかの宛先…</translation>
    </message>
    <message>
        <source>Mail address</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>Add the address</source>
        <translation>アドレスを追加</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>Share with the next</source>
        <translation>次の人と組にする</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Whose turn it is</source>
        <translation>だれの番か</translation>
    </message>
</context>
<context>
    <name>TeamPage</name>
    <message>
        <source>Team</source>
        <translation>チーム</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>メンバー</translation>
    </message>
    <message>
        <source>PCs</source>
        <translation>PC</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>できごと</translation>
    </message>
</context>
<context>
    <name>TemplateEditor</name>
    <message>
        <source>Change template</source>
        <translation>定型文を変更</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>新しい定型文</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>How it is found, e.g. return address</source>
        <translation>探すときの名前(例: 返送先のご案内)</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>All matters</source>
        <translation>共通(すべての用件)</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>件名</translation>
    </message>
    <message>
        <source>Of a new mail; may stay empty</source>
        <translation>新しいメールの件名(なくてもかまいません)</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>本文</translation>
    </message>
    <message>
        <source>Save template</source>
        <translation>定型文を保存</translation>
    </message>
    <message>
        <source>Template {name} saved</source>
        <translation>定型文「{name}」を保存しました</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>名前を付けてください。</translation>
    </message>
    <message>
        <source>Write its text.</source>
        <translation>本文を書いてください。</translation>
    </message>
    <message>
        <source>It is too long. Please make several templates of it.</source>
        <translation>長すぎます。いくつかの定型文に分けてください。</translation>
    </message>
    <message>
        <source>There is a template of this name in this category.</source>
        <translation>この分類に同じ名前の定型文があります。別の名前にしてください。</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>差し込み</translation>
    </message>
    <message>
        <source>As it will stand in the mail</source>
        <translation>メールに入る形</translation>
    </message>
</context>
<context>
    <name>TemplatePage</name>
    <message>
        <source>Templates</source>
        <translation>定型文</translation>
    </message>
    <message>
        <source>New template…</source>
        <translation>新しい定型文…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>変更…</translation>
    </message>
    <message>
        <source>Read a table…</source>
        <translation>表から取り込む…</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>CSV に保存…</translation>
    </message>
    <message>
        <source>All matters</source>
        <translation>共通(すべての用件)</translation>
    </message>
    <message>
        <source>Template moved</source>
        <translation>定型文を並べ替えました</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>保存しました: {name}</translation>
    </message>
    <message>
        <source>Up (Alt+↑)</source>
        <translation>上へ (Alt+↑)</translation>
    </message>
    <message>
        <source>Down (Alt+↓)</source>
        <translation>下へ (Alt+↓)</translation>
    </message>
    <message>
        <source>Remove this template</source>
        <translation>この定型文を外す</translation>
    </message>
    <message>
        <source>Template {name} removed</source>
        <translation>定型文「{name}」を外しました</translation>
    </message>
    <message>
        <source>Template {name} is back</source>
        <translation>定型文「{name}」を戻しました</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Read a table of templates</source>
        <translation>定型文の表を取り込む</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>CSV に保存</translation>
    </message>
    <message>
        <source>The table says nothing new.</source>
        <translation>表の内容は今の定型文と同じです。</translation>
    </message>
    <message>
        <source>{new} new, {changed} changed, {same} as they are.</source>
        <translation>新しいもの {new} 件、変わるもの {changed} 件、そのまま {same} 件です。</translation>
    </message>
    <message>
        <source>Templates that the table does not name stay as they are.</source>
        <translation>表にない定型文は、そのまま残ります。</translation>
    </message>
    <message>
        <source>Take them over</source>
        <translation>取り込む</translation>
    </message>
    <message>
        <source>Templates taken over</source>
        <translation>定型文を取り込みました</translation>
    </message>
    <message>
        <source>Line {value} has no name or no text. Nothing was changed.</source>
        <translation>{value} 行目に名前か本文がありません。何も変えていません。表を直して、もう一度取り込んでください。</translation>
    </message>
    <message>
        <source>The table is empty or too long. Nothing was changed.</source>
        <translation>表が空か、長すぎます。何も変えていません。</translation>
    </message>
    <message>
        <source>The first line must name the columns: Category, Name, Subject, Text.</source>
        <translation>最初の行に列の名前(分類、名前、件名、本文)を書いてください。何も変えていません。</translation>
    </message>
</context>
<context>
    <name>TemplatePicker</name>
    <message>
        <source>Templates</source>
        <translation>定型文</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>定型文</translation>
    </message>
    <message>
        <source>Type a part of its name</source>
        <translation>名前の一部を入れて探す(ローマ字でも)</translation>
    </message>
    <message>
        <source>Enter puts it in. In the text, / and its name at the start of a line.</source>
        <translation>Enter で入ります。本文の行頭に / と名前を打っても呼び出せます。</translation>
    </message>
    <message>
        <source>Put it in</source>
        <translation>本文に入れる</translation>
    </message>
    <message>
        <source>No template has such a name.</source>
        <translation>その名前の定型文はありません。</translation>
    </message>
</context>
<context>
    <name>TemplatePreview</name>
    <message>
        <source>As it will stand in the mail</source>
        <translation>メールに入る形</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) to be filled in by you</source>
        <translation>
            <numerusform>ご自分で埋めるところが %n か所あります</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplateSlash</name>
    <message>
        <source>Templates</source>
        <translation>定型文</translation>
    </message>
</context>
<context>
    <name>TextField</name>
    <message>
        <source>Unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>{field} is unknown</source>
        <translation>{field}は不明</translation>
    </message>
    <message>
        <source>Fill in, or press Unknown.</source>
        <translation>入力するか、「不明」を押してください。</translation>
    </message>
    <message>
        <source>Fill in.</source>
        <translation>入力してください。</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>必須</translation>
    </message>
</context>
<context>
    <name>TextsPage</name>
    <message>
        <source>Above every escalation</source>
        <translation>エスカレーションの画面に出す言葉</translation>
    </message>
    <message>
        <source>What we may answer</source>
        <translation>対応の範囲</translation>
    </message>
    <message>
        <source>Shown beside the reply: what the desk answers itself.</source>
        <translation>返信の横に出ます。窓口で答えてよい範囲を書きます。</translation>
    </message>
    <message>
        <source>Words to check before a reply leaves</source>
        <translation>返信の前に確かめる言葉</translation>
    </message>
    <message>
        <source>e.g. full refund, guarantee (separate with commas)</source>
        <translation>例: 全額返金、保証(、で区切る)</translation>
    </message>
    <message>
        <source>Before a mail leaves</source>
        <translation>メールを送る前に</translation>
    </message>
    <message>
        <source>Other desks</source>
        <translation>別の窓口</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>見直し</translation>
    </message>
    <message>
        <source>Who looks through them</source>
        <translation>見直す人</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>In half a year</source>
        <translation>半年後にする</translation>
    </message>
    <message>
        <source>no day</source>
        <translation>日は決めていません</translation>
    </message>
</context>
<context>
    <name>ThreadActs</name>
    <message>
        <source>Why is it in this case?…</source>
        <translation>なぜこの案件に?…</translation>
    </message>
    <message>
        <source>Split it off into a new case</source>
        <translation>新しい案件に分ける</translation>
    </message>
    <message>
        <source>Move it to another case…</source>
        <translation>ほかの案件へ移す…</translation>
    </message>
    <message>
        <source>Make a rule from this mail…</source>
        <translation>このメールから規則を作る…</translation>
    </message>
    <message>
        <source>Split off into a new case</source>
        <translation>新しい案件に分けました</translation>
    </message>
    <message>
        <source>Move this mail to</source>
        <translation>このメールの移し先</translation>
    </message>
    <message>
        <source>Later answers to it go there too. You can undo it.</source>
        <translation>このメールへの今後の返信も、そちらに入ります。元に戻せます。</translation>
    </message>
    <message>
        <source>Moved to the other case</source>
        <translation>ほかの案件へ移しました</translation>
    </message>
    <message>
        <source>These two are not suggested together any more.</source>
        <translation>この 2 件は、もう似た案件として出しません。</translation>
    </message>
    <message>
        <source>Make one case with</source>
        <translation>いっしょにまとめる案件</translation>
    </message>
    <message>
        <source>Next you see which of the two stays.</source>
        <translation>次の画面で、どちらを残すか確かめます。</translation>
    </message>
</context>
<context>
    <name>ThreadPanel</name>
    <message>
        <source>Related cases</source>
        <translation>関連する案件</translation>
    </message>
    <message>
        <source>Similar cases</source>
        <translation>似た案件</translation>
    </message>
    <message>
        <source>Make one case of both…</source>
        <translation>ひとつの案件にまとめる…</translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>別の件</translation>
    </message>
    <message>
        <source>Why are these mails in this case?</source>
        <translation>なぜこの案件に?</translation>
    </message>
    <message>
        <source>{when} {who}</source>
        <translation>{when} {who}</translation>
    </message>
    <message>
        <source>Wrong here? Split off or move…</source>
        <translation>違う案件なら、分ける・移す…</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>タイムライン</translation>
    </message>
</context>
<context>
    <name>TimesPage</name>
    <message>
        <source>Minutes are business minutes: nights, holidays and lunch do not count.</source>
        <translation>時間は営業時間で数えます。夜間・休日・昼休みは入りません。</translation>
    </message>
    <message>
        <source>First reply to the customer</source>
        <translation>お客様への一次返信</translation>
    </message>
    <message>
        <source>Final answer to the customer</source>
        <translation>お客様への最終解決</translation>
    </message>
    <message>
        <source>A criterion applies: escalate or say why not</source>
        <translation>目安に当てはまってから、エスカレーションするか見送るまで</translation>
    </message>
    <message>
        <source>Tell the customer after an answer</source>
        <translation>回答のあと、お客様へ連絡するまで</translation>
    </message>
    <message>
        <source>Offer help when one person has it for long</source>
        <translation>1 人で抱えているとき、手伝いを申し出るまで</translation>
    </message>
    <message>
        <source>never</source>
        <translation>しない</translation>
    </message>
    <message>
        <source>When a step is due</source>
        <translation>予定の時刻になったら</translation>
    </message>
    <message>
        <source>Only propose it</source>
        <translation>提案のみ</translation>
    </message>
    <message>
        <source>Take it by itself, announced before</source>
        <translation>自動で進める(事前に表示)</translation>
    </message>
    <message>
        <source>The new case names the old one, and one key joins them. An answer with another subject counts as a new matter as soon as its case is done.</source>
        <translation>新しい案件には元の案件が関連として示され、キーひとつでまとめられます。件名の違う返信は、完了したあとならすぐに新しい案件になります。</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>この時刻から</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>この時刻まで</translation>
    </message>
    <message>
        <source>Nothing is sent by itself from … until</source>
        <translation>自動では送らない時間帯</translation>
    </message>
    <message>
        <source>An answer to a case that was done opens it again</source>
        <translation>完了した案件への返信で、案件を開き直す</translation>
    </message>
    <message numerus="yes">
        <source>within %n day(s), later a new case</source>
        <translation>
            <numerusform>%n 日以内だけ(過ぎたら新しい案件)</numerusform>
        </translation>
    </message>
    <message>
        <source>always</source>
        <translation>いつでも</translation>
    </message>
</context>
<context>
    <name>TrialDialog</name>
    <message numerus="yes">
        <source>Would touch %n case(s)</source>
        <translation>
            <numerusform>%n 件の案件が変わります</numerusform>
        </translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Rules act on mail that comes from now on. Here you can do the same by hand to cases that are there; one undo takes all of it back.</source>
        <translation>規則は、これから届くメールに働きます。ここでは、今ある案件に同じことを手で行えます。「元に戻す」1 回で全部戻ります。</translation>
    </message>
    <message>
        <source>Do it to the ticked cases</source>
        <translation>チェックした案件に行う</translation>
    </message>
    <message numerus="yes">
        <source>Done to %n case(s)</source>
        <translation>
            <numerusform>%n 件の案件に行いました</numerusform>
        </translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>除外</translation>
    </message>
</context>
<context>
    <name>UnreadableDialog</name>
    <message>
        <source>Unreadable mail</source>
        <translation>読めないメール</translation>
    </message>
    <message>
        <source>Nothing is lost: each lies in a case as it came. Enter opens its case.</source>
        <translation>失われたものはありません。どれも届いたまま案件に入っています。Enter でその案件を開きます。</translation>
    </message>
    <message>
        <source>There is no mail that could not be read.</source>
        <translation>読めないメールはありません。</translation>
    </message>
    <message>
        <source>All {n} mails on the server are accounted for.</source>
        <translation>サーバー上の {n} 通すべての行き先が分かっています。</translation>
    </message>
    <message>
        <source>{n} mails are still to be received.</source>
        <translation>これから受信するメールが {n} 通あります。</translation>
    </message>
</context>
<context>
    <name>UnreadableLine</name>
    <message>
        <source>Mailroom could not read this mail. Below it stands as it came; nothing is lost.</source>
        <translation>このメールは読み取れませんでした。届いたままの内容を下に表示しています。失われたものはありません。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度読み取る</translation>
    </message>
    <message>
        <source>Save as .eml…</source>
        <translation>.eml ファイルに保存…</translation>
    </message>
    <message>
        <source>It still cannot be read. Mailroom tries again by itself after an update.</source>
        <translation>まだ読み取れませんでした。ソフトの更新後に、自動でもう一度読み取ります。</translation>
    </message>
</context>
<context>
    <name>UpcomingLine</name>
    <message>
        <source>Send</source>
        <translation>送る</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>見送る</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>止める</translation>
    </message>
    <message>
        <source>The request stays; only this step is left out.</source>
        <translation>依頼はそのままです。この手順だけを行いません。</translation>
    </message>
    <message>
        <source>Sent: {step}</source>
        <translation>送りました: {step}</translation>
    </message>
    <message>
        <source>Left out: {step}</source>
        <translation>行いません: {step}</translation>
    </message>
</context>
<context>
    <name>WhyDialog</name>
    <message>
        <source>Why is this mail in this case?</source>
        <translation>なぜこの案件に?</translation>
    </message>
    <message>
        <source>Split off into a new case (S)</source>
        <translation>新しい案件に分ける (S)</translation>
    </message>
    <message>
        <source>Move to another case… (M)</source>
        <translation>ほかの案件へ移す… (M)</translation>
    </message>
    <message>
        <source>{who}, {when}</source>
        <translation>{who}、{when}</translation>
    </message>
    <message>
        <source>Later: {what}</source>
        <translation>そのあと: {what}</translation>
    </message>
    <message>
        <source>It might also belong here</source>
        <translation>ほかに考えられる案件</translation>
    </message>
    <message>
        <source>Move to {case} ({key})</source>
        <translation>{case} へ移す ({key})</translation>
    </message>
    <message>
        <source>Later answers follow the mail they answer, so they go where you put this one. You can undo it.</source>
        <translation>この後の返信は、返信先のメールと同じ案件に入ります。分けても移しても、元に戻せます。</translation>
    </message>
</context>
<context>
    <name>WordsPanel</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>WorkPage</name>
    <message>
        <source>Single letters act on list and timeline (J, K, R, …)</source>
        <translation>一覧とタイムラインで 1 文字のキーを使う(J、K、R など)</translation>
    </message>
    <message>
        <source>After sending, show the next case by deadline</source>
        <translation>送信したら、期限の近い次の案件を開く</translation>
    </message>
    <message>
        <source>Begin every reply as plain text (“Format” stays there)</source>
        <translation>返信はいつも書式なしで書き始める(「書式」で切り替えられます)</translation>
    </message>
    <message>
        <source>Desktop notices for what is mine, without the text</source>
        <translation>自分に関わることをデスクトップに通知(本文は出しません)</translation>
    </message>
    <message>
        <source>Sending can be cancelled for</source>
        <translation>送信を取り消せる時間</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>The mail one answers</source>
        <translation>元のメールの引用</translation>
    </message>
    <message>
        <source>Below the reply</source>
        <translation>返信の下</translation>
    </message>
    <message>
        <source>Between the lines</source>
        <translation>文中で答える</translation>
    </message>
    <message>
        <source>Not quoted</source>
        <translation>引用しない</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>署名</translation>
    </message>
</context>
<context>
    <name>_Steps</name>
    <message>
        <source>Read what is there</source>
        <translation>今ある記録を読む</translation>
    </message>
    <message>
        <source>Write a copy and read it back</source>
        <translation>写しを書いて、読み返して確かめる</translation>
    </message>
    <message>
        <source>Begin the new record</source>
        <translation>新しい記録を始める</translation>
    </message>
</context>
<context>
    <name>_Words</name>
    <message>
        <source>Hide older mail and signature</source>
        <translation>引用と署名を隠す</translation>
    </message>
    <message>
        <source>Show older mail and signature</source>
        <translation>引用と署名を表示</translation>
    </message>
    <message>
        <source>Show more (page {n} of {total})</source>
        <translation>続きを表示({n} / {total} ページ)</translation>
    </message>
</context>
<context>
    <name>over</name>
    <message>
        <source>Save the mail as it is</source>
        <translation>メールをそのまま保存</translation>
    </message>
</context>
</TS>
