"""Finding Japanese labels by kana or romaji: 「返信」 answers to へんしん, hensin and henshin.

Both sides are brought to one spelling (Kunrei romaji without long vowels), so nobody has to know
which romanisation we like. Knows no widgets; used by the palette and the pickers.
"""

from __future__ import annotations

import re
from functools import cache

from mailroom.domain.kana import folded, romaji

_READINGS = """
返信=へんしん 全員=ぜんいん 転送=てんそう 社内=しゃない 電話=でんわ 担当=たんとう 完了=かんりょう
再開=さいかい 保留=ほりゅう 除外=じょがい 結合=けつごう 分割=ぶんかつ 検索=けんさく 設定=せってい
練習=れんしゅう 印刷=いんさつ 期限切れ=きげんぎれ 期限=きげん 送信=そうしん 受信=じゅしん
予約=よやく 破棄=はき 元=もと 戻=もど 同期=どうき 新規=しんき 案件=あんけん 回答=かいとう
自分=じぶん 相談=そうだん 迷=まよ 客様=きゃくさま 待=ま 中=ちゅう 読=よ 朝=あさ 一覧=いちらん
申=もう 送=おく 手順=てじゅん 月次=げつじ 報告=ほうこく 在席=ざいせき 取込=とりこ 外出=がいしゅつ
休=やす 退勤=たいきん 見習=みなら 引=ひ 受=う 承認=しょうにん 指示=しじ 確認=かくにん
共有=きょうゆう 交代=こうたい 差=さ 戻し=もどし 上=うえ 追加=ついか 伝=つた 取=と 下=さ
口頭=こうとう 記録=きろく 定型文=ていけいぶん 添付=てんぷ 下書=したが 言語=げんご 文字=もじ
大=おお 小=ちい 明=あか 暗=くら 表示=ひょうじ 移動=いどう 終了=しゅうりょう 担当なし=たんとうなし
次=つぎ 前=まえ 開=ひら 閉=と 鈴木=すずき 佐藤=さとう 田中=たなか 高橋=たかはし 伊藤=いとう
山田=やまだ 請求=せいきゅう 返品=へんぴん 返金=へんきん 料金=りょうきん 仕様=しよう 操作=そうさ
障害=しょうがい 納期=のうき 配送=はいそう 保証=ほしょう 契約=けいやく 苦情=くじょう
重要=じゅうよう 至急=しきゅう 得意様=とくいさま
"""
"""How the words of our own labels are read (a name list of all Japan is not meant)."""

_WORDS = dict(pair.split("=") for pair in _READINGS.split())

_ALL_WORDS = re.compile("|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)))
_OPEN_END = re.compile("[^aiueon]+$")


def matches(query: str, label: str) -> bool:
    """Return whether a label answers to what was typed, in any of its spellings."""
    wanted = folded(query)
    if not wanted or wanted in folded(label):
        return True
    spelled, target = romaji(wanted), reading(label)
    if spelled in target:
        return True
    # "hensh" on the way to "henshin": the last syllable is still open
    started = _OPEN_END.sub("", spelled)
    return bool(started) and len(started) < len(spelled) and started in target


def rank(query: str, label: str) -> int:
    """Return how well a matching label fits; smaller is better."""
    wanted, plain = folded(query), folded(label)
    if plain.startswith(wanted) or reading(label).startswith(romaji(wanted)):
        return 0
    return 1 if wanted in plain else 2


@cache
def reading(label: str) -> str:
    """Return how a label is read, in the one spelling used for comparing."""
    return romaji(_ALL_WORDS.sub(lambda found: _WORDS[found[0]], folded(label)))
