"""A mail server for the tests, over Debian's aiosmtpd. It keeps what it takes, byte for byte, and misbehaves towards some receivers.

Use: mailserver.py FOLDER PORT PORT-STARTTLS PORT-TLS PORT-UNTRUSTED
FOLDER/mails gets the mails, numbered as they came; FOLDER/server.pem and FOLDER/untrusted.pem are certificates with their keys.
"""
import asyncio
import itertools
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

FOLDER = pathlib.Path(sys.argv[1])
PORTS = [int(port) for port in sys.argv[2:]]
ACCOUNT = (b"weid", b"geheim")
numbers = itertools.count(1)
dropped = set()


def first_time(receiver):
    """Whether this receiver has not met this fault before: the repeat goes well."""
    if receiver in dropped:
        return False
    dropped.add(receiver)
    return True


def keep(envelope):
    number = next(numbers)
    head = f"X-MailFrom: {envelope.mail_from}\r\nX-RcptTo: {', '.join(envelope.rcpt_tos)}\r\n".encode()
    part = FOLDER / f"{number:06}.part"
    part.write_bytes(head + envelope.original_content)
    # Whoever looks finds whole mails only.
    part.rename(FOLDER / "mails" / f"{number:06}.eml")


class Handler:
    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("vreemd@"):
            return "550 5.7.1 sender not allowed"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        kind = address.split("@")[0]
        if kind.startswith("rcpt"):
            return f"{kind[4:7]} <{address}> not now or never"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        receiver = envelope.rcpt_tos[0]
        kind = receiver.split("@")[0]
        if kind.startswith("data"):
            return f"{kind[4:7]} no mail for <{receiver}>"
        if kind.startswith("teerput") and first_time(receiver):
            # Longer than any client waits.
            await asyncio.sleep(3600)
        keep(envelope)
        if kind.startswith("breekna") and first_time(receiver):
            server.transport.abort()
        return "250 kept"


class Server(SMTP):
    async def smtp_DATA(self, arg):
        receiver = self.envelope.rcpt_tos[0] if self.envelope.rcpt_tos else ""
        if receiver.startswith("breekvoor") and first_time(receiver):
            await self.push("354 go on")
            await self._reader.readline()
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == ACCOUNT, handled=False)


def tls(name):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(FOLDER / name)
    return context


async def main():
    loop = asyncio.get_running_loop()
    plain, starttls, implicit, untrusted = PORTS
    signed_in = {"auth_required": True, "authenticator": authenticate}
    servers = [
        await loop.create_server(lambda: Server(Handler(), loop=loop), "127.0.0.1", plain),
        await loop.create_server(lambda: Server(Handler(), loop=loop, tls_context=tls("server.pem"), require_starttls=True, **signed_in), "127.0.0.1", starttls),
        await loop.create_server(lambda: Server(Handler(), loop=loop), "127.0.0.1", implicit, ssl=tls("server.pem")),
        await loop.create_server(lambda: Server(Handler(), loop=loop, tls_context=tls("untrusted.pem"), require_starttls=True), "127.0.0.1", untrusted),
    ]
    print("ready", flush=True)
    await asyncio.gather(*(server.serve_forever() for server in servers))


asyncio.run(main())
