"""A private Dovecot on loopback: a real server for tests, started in milliseconds as a child.

Every test takes a fresh user name, which is an empty mailbox. /etc/dovecot is neither read nor
written. Needs the package dovecot-imapd; ``available`` says whether it is there.
"""

from __future__ import annotations

import getpass
import itertools
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from mailroom.imap.client import ImapClient
from mailroom.servers import Security

PASSWORD = "himitsu"
_BINARY = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def available() -> bool:
    return _BINARY is not None


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """Whom the processes run as: root needs the package's own users, anybody else himself."""

    mail: str
    mail_group: str
    login: str
    internal: str
    internal_group: str

    @classmethod
    def of_this_user(cls) -> Accounts:
        if os.geteuid() == 0:
            return cls(
                mail="nobody",
                mail_group="nogroup",
                login="dovenull",
                internal="dovecot",
                internal_group="dovecot",
            )
        import grp  # noqa: PLC0415 - there is none on Windows

        me, group = getpass.getuser(), grp.getgrgid(os.getegid()).gr_name
        return cls(mail=me, mail_group=group, login=me, internal=me, internal_group=group)


_CONFIG = """\
base_dir = {root}/run
state_dir = {root}/run
log_path = {root}/dovecot.log
protocols = imap
listen = 127.0.0.1
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
default_login_user = {login}
default_internal_user = {internal}
default_internal_group = {internal_group}
first_valid_uid = 1
first_valid_gid = 1
mail_fsync = never
mail_location = mdbox:~/mdbox
mailbox_list_index = yes
mailbox_idle_check_interval = 1s
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={mail} gid={mail_group} home={home}/%u
}}
namespace inbox {{
  inbox = yes
  prefix = {prefix}
  separator = {separator}
}}
service imap-login {{
  {rootless}
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  {rootless}
  unix_listener anvil-auth-penalty {{
    mode = 0  # else a wrong password slows down everybody from this address
  }}
}}
protocol imap {{
  mail_max_userip_connections = 50
}}
"""


class Dovecot:
    """One running instance; ``stop`` ends exactly the processes that were started."""

    host = "127.0.0.1"

    def __init__(
        self,
        *,
        prefix: str = "",
        separator: str = "/",
        certificate: tuple[Path, Path] | None = None,
        extra: str = "",
    ) -> None:
        # Not pytest's own folder: other runs of pytest keep closing it to Dovecot's users.
        self.root = Path(tempfile.mkdtemp(prefix="mailroom-dovecot-"))
        self.root.chmod(0o711)
        self.port = free_port()
        self.tls_port = free_port() if certificate else 0
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self._configure(prefix, separator, certificate, extra)

    def _configure(self, prefix, separator, certificate, extra) -> None:
        who = Accounts.of_this_user()
        rootless = "" if os.geteuid() == 0 else "chroot ="
        home = self.root / "home"
        home.mkdir(parents=True)
        if os.geteuid() == 0:
            shutil.chown(home, who.mail, who.mail_group)
        tls = "ssl = no"
        if certificate:
            tls = f"ssl = yes\nssl_cert = <{certificate[0]}\nssl_key = <{certificate[1]}"
        self.config = self.root / "dovecot.conf"
        self.config.write_text(
            _CONFIG.format(
                root=self.root,
                login=who.login,
                internal=who.internal,
                internal_group=who.internal_group,
                mail=who.mail,
                mail_group=who.mail_group,
                password=PASSWORD,
                home=home,
                prefix=prefix,
                separator=separator,
                rootless=rootless,
                port=self.port,
                tls_port=self.tls_port,
            )
            + tls
            + "\n"
            + extra
        )

    def start(self) -> Dovecot:
        assert _BINARY is not None
        self._process = subprocess.Popen(
            [_BINARY, "-F", "-c", str(self.config)], start_new_session=True
        )
        for _ in range(500):
            try:
                socket.create_connection((self.host, self.port), 1).close()
            except ConnectionRefusedError:
                try:
                    self._process.wait(0.02)  # not a sleep: ends at once if it died
                except subprocess.TimeoutExpired:
                    continue
                break
            else:
                return self
        raise RuntimeError((self.root / "dovecot.log").read_text())

    def stop(self) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)  # in order it would take a second
            self._process.wait()
            self._process = None
        shutil.rmtree(self.root, ignore_errors=True)

    def new_user(self) -> tuple[str, str]:
        return f"user{next(self._numbers)}@example.test", PASSWORD

    def connect(self, user: str, **options) -> ImapClient:
        return ImapClient.connect(
            self.host,
            self.port,
            security=Security.PLAIN_LOOPBACK,
            user=user,
            password=PASSWORD,
            **options,
        )

    def renew_validity(self, user: str, folder: str = "INBOX") -> None:
        """Give a folder another UIDVALIDITY, as an administrator who restores it does."""
        doveadm = shutil.which("doveadm", path=f"{os.environ.get('PATH', '')}:/usr/bin")
        assert doveadm is not None
        value = str(1_000_000 + next(self._numbers))
        command = [doveadm, "-c", str(self.config), "mailbox", "update", "-u", user]
        subprocess.run([*command, "--uid-validity", value, folder], check=True)

    def deliver(self, user: str, raw: bytes, folder: str = "INBOX") -> None:
        with self.connect(user) as client:
            client.append(folder, raw)
