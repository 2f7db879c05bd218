"""Mail providers whose domain says nothing about who somebody is (rule 27).

Two people at the same company may speak for each other; two people at one of these may not.
"""

from __future__ import annotations

_DOMAINS = """
    gmail.com googlemail.com outlook.com outlook.jp hotmail.com hotmail.co.jp live.com live.jp
    msn.com yahoo.com yahoo.co.jp ymail.ne.jp ymail.com icloud.com me.com mac.com aol.com
    proton.me protonmail.com pm.me gmx.com gmx.de gmx.net web.de t-online.de mail.com mail.ru
    yandex.com yandex.ru zoho.com fastmail.com tutanota.com tuta.io hey.com
    docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp disney.ne.jp vodafone.ne.jp
    ymobile.ne.jp emobile.ne.jp uqmobile.jp rakuten.jp rakumail.jp willcom.com pdx.ne.jp
    nifty.com nifty.ne.jp biglobe.ne.jp ocn.ne.jp so-net.ne.jp plala.or.jp dion.ne.jp hi-ho.ne.jp
    infoseek.jp excite.co.jp goo.jp goo.ne.jp mail.goo.ne.jp eonet.ne.jp
    jcom.home.ne.jp jcom.zaq.ne.jp zaq.ne.jp asahi-net.or.jp dti.ne.jp wakwak.com
    sannet.ne.jp tiki.ne.jp qq.com 163.com 126.com sina.com sohu.com naver.com daum.net hanmail.net
    comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net
    btinternet.com sky.com virginmedia.com orange.fr wanadoo.fr free.fr sfr.fr laposte.net
    libero.it virgilio.it uol.com.br bol.com.br terra.com.br
"""
PUBLIC_PROVIDERS = frozenset(_DOMAINS.split())


def company_of(addr: str) -> str | None:
    """Return the domain of an address if it stands for an organisation."""
    _local, _at, domain = addr.rpartition("@")
    return None if not domain or domain in PUBLIC_PROVIDERS else domain
