"""
An adapter: it lets `kst conform` drive an implementation of the Known Servers Table (KST).

    npx kst conform -- python3 adapter.py

Copy this file and replace the class `KnownServersTable`; the rest can stay. Python 3.8 or later, standard library only.
"""
import json
import re
import sys

NAME = "example in Python"
OBSERVES = ["table", "events"]  # ["table"] alone for an implementation whose events cannot be seen


class Refused(Exception):
    """A command that makes no sense now, such as a second pool for a server. It must change nothing."""


class Server:
    def __init__(self, name):
        self.name = name
        self.pool = None  # the version of its trusted application pool, 1..9
        self.plans = {}  # the dial plans that it hosts: name -> URI type
        self.claimed = False  # whether UM Routing counts it among the servers that it found
        self.known = None  # the version that the table lists: 0 is UM Routing's, any other the pool's
        self.conflict = "none"  # or "open": both entries were evicted; or "settled": a start has chosen one

    def hosting(self):
        return "SipName" in self.plans.values()


class KnownServersTable:
    """
    Replace this class with calls to your implementation.

    One method a command: it returns the events that the command logs, in order, or raises Refused. Server names arrive in
    the form in which the table holds them. This one follows the default dialect; A1 to A4 mark where another would differ.
    """

    def __init__(self):
        self.reset()

    def reset(self):
        """Back to the start: nothing set up, RTCSRV stopped. It is called often, so it should be quick."""
        self.running = False
        self.servers = {}

    def table(self):
        """All that is listed now. The order does not matter."""
        return [{"server": s.name, "version": s.known} for s in self._in_order() if s.known is not None]

    def pool_add(self, name, version):
        server = self._server(name)
        if server.pool is not None:
            raise Refused("pool-exists")
        server.pool = version
        if not self.running:
            return []
        return [self._list(server, version) if server.known is None else self._evict(server, version)]

    def pool_remove(self, name):
        server = self._server(name)
        if server.pool is None:
            raise Refused("no-such-pool")
        # Nothing is listed in its place, not even after a conflict: UM Routing's next cycle does that.
        events = [self._unlist(server)] if server.known == server.pool else []
        server.pool = None
        server.conflict = "none"
        return events

    def dial_plan_host(self, name, plan, uri_type):
        server = self._server(name)
        if plan in server.plans:
            raise Refused("plan-already-hosted")
        server.plans[plan] = uri_type
        return []  # the table follows at UM Routing's next cycle

    def dial_plan_unhost(self, name, plan):
        server = self._server(name)
        if plan not in server.plans:
            raise Refused("plan-not-hosted")
        del server.plans[plan]
        return []

    def um_routing_discover(self):
        if not self.running:
            raise Refused("not-running")
        events = []
        for server in self._in_order():
            if server.hosting():
                if not server.claimed:
                    events.append({"id": None, "name": "exchange-server-added", "server": server.name})
                events += self._offer(server)
                server.claimed = True
            elif server.claimed:
                events.append({"id": None, "name": "exchange-server-removed", "server": server.name})
                if server.known == 0:
                    events.append(self._unlist(server))
                if server.pool is not None and server.known is None:  # A4 restored: the pool comes back at once
                    events.append(self._list(server, server.pool))
                server.claimed = False
                server.conflict = "none"
        return events

    def rtcsrv_start(self):
        if self.running:
            raise Refused("already-running")
        self.running = True
        for server in self.servers.values():
            server.known = server.pool
        hosting = [server for server in self._in_order() if server.hosting()]
        events = [{"id": 14492, "servers": self.table()}, {"id": 44024, "servers": [server.name for server in hosting]}]
        for server in hosting:
            events += self._offer(server, starting=True)
            server.claimed = True
        return events

    def rtcsrv_stop(self):
        if not self.running:
            raise Refused("not-running")
        self.running = False
        for server in self.servers.values():
            server.known, server.claimed, server.conflict = None, False, "none"
        return []

    def rtcsrv_restart(self):
        return self.rtcsrv_stop() + self.rtcsrv_start()

    def _offer(self, server, starting=False):
        """UM Routing wants a server that it found to be listed with version 0."""
        if server.conflict != "none" or server.known == 0:
            return []
        if server.known is None:
            return [self._list(server, 0)]
        events = [self._evict(server, 0), {"id": 44030, "server": server.name}]
        if starting:  # A1 um: 0 wins. A3 stays-open: met in a cycle, the conflict lasts.
            events.append(self._list(server, 0))
            server.conflict = "settled"
        return events

    def _list(self, server, version):
        server.known = version
        return {"id": 14493, "server": server.name, "version": version}

    def _unlist(self, server):
        version, server.known = server.known, None
        return {"id": 14495, "server": server.name, "version": version}

    def _evict(self, server, newcomer):
        """Two versions of one server are illegal: neither stays. A2 conflict-only: no 14495 tells of it."""
        versions, server.known, server.conflict = sorted([server.known, newcomer]), None, "open"
        return {"id": 14563, "server": server.name, "versions": versions}

    def _server(self, name):
        return self.servers.setdefault(name, Server(name))

    def _in_order(self):
        return sorted(self.servers.values(), key=lambda server: server.name)


# ---- The protocol: one JSON object a line comes in, one goes out for each, in the same order. This part can stay. ----


class NotUnderstood(Exception):
    """A line that is no request: the answer is an error, and nothing changes."""


def check(right, value, expected):
    if not right:
        raise NotUnderstood("expected " + expected)
    return value


def server_name(text):
    """The one spelling under which the table holds a server: lower case, no final dot, letters outside ASCII as punycode."""
    name = check(isinstance(text, str), text, "server to be a text")
    if not name.isascii():
        # Python knows the punycode of IDNA 2003. Names that later standards see otherwise, such as those with a sharp s, do
        # not come back as they went in: an error is better than the name of another server.
        try:
            name = text.encode("idna").decode("ascii")
            same = name.encode("ascii").decode("idna").lower() == text.lower()
        except UnicodeError:
            same = False
        check(same, name, "server to be a name that this adapter can write as punycode")
    name = (name[:-1] if name.endswith(".") else name).lower()
    labels = name.split(".")
    check(len(name) <= 253 and all(re.fullmatch("[a-z0-9_-]{1,63}", label) for label in labels), name, "a DNS name")
    return check(len(labels) != 4 or not name.replace(".", "").isdigit(), name, "a DNS name, not an IP address")


FIELDS = {
    "server": server_name,
    "version": lambda value: check(type(value) is int and 1 <= value <= 9, value, "version to be from 1 to 9"),
    # Unlike server names, those of dial plans compare exactly.
    "plan": lambda value: check(isinstance(value, str) and value.strip() != "", value, "plan to be a name"),
    "uriType": lambda value: check(value in ("SipName", "TelExtn", "E164"), value, "SipName, TelExtn or E164"),
}

COMMANDS = {  # the method of each command, and its arguments
    "pool.add": ("pool_add", "server", "version"),
    "pool.remove": ("pool_remove", "server"),
    "dialPlan.host": ("dial_plan_host", "server", "plan", "uriType"),
    "dialPlan.unhost": ("dial_plan_unhost", "server", "plan"),
    "umRouting.discover": ("um_routing_discover",),
    "rtcsrv.start": ("rtcsrv_start",),
    "rtcsrv.stop": ("rtcsrv_stop",),
    "rtcsrv.restart": ("rtcsrv_restart",),
}


def carry_out(request, kst):
    """What to answer, apart from `seq`."""
    do = request.get("do")
    if do == "hello":
        check(request.get("protocol") == 1, do, "protocol 1")
        return {"protocol": 1, "name": NAME, "observes": OBSERVES}
    if do == "reset":
        kst.reset()
        return {"events": [], "table": kst.table()}
    method, *fields = COMMANDS[check(isinstance(do, str) and do in COMMANDS, do, "do to be a command")]
    # All arguments are checked before the method is called: a bad one must not leave half a change behind.
    arguments = [FIELDS[field](request.get(field)) for field in fields]
    return {"events": getattr(kst, method)(*arguments), "table": kst.table()}


def answer(line, kst):
    """
    The answer to a line. Other exceptions than these are faults of the implementation, and are meant to end the program: the
    answers before it show which command it was, and the traceback on standard error shows the place.
    """
    seq = None
    try:
        try:
            request = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError) as reason:
            raise NotUnderstood("not JSON: %s" % reason)
        check(isinstance(request, dict) and type(request.get("seq")) is int, request, "an object with a seq")
        seq = request["seq"]
        return {"seq": seq, **carry_out(request, kst)}
    except Refused as reason:
        return {"seq": seq, "rejected": str(reason)}
    except NotUnderstood as reason:
        return {"seq": seq, "error": str(reason)}


def main():
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print() of your implementation must not end up among the answers
    encode = json.JSONEncoder(separators=(",", ":")).encode
    kst = KnownServersTable()
    rest = b""
    while True:
        # read1 returns as soon as there is anything. Whole chunks make this fast, and the flush after each one sees to it
        # that the other side never waits for an answer that sits in a buffer.
        chunk = requests.read1(65536)
        *lines, rest = (rest + chunk).split(b"\n")
        if not chunk and rest:
            lines = [rest]  # the input has ended without a line feed
        try:
            for line in lines:
                answers.write(encode(answer(line, kst)).encode("utf-8") + b"\n")
        finally:
            answers.flush()
        if not chunk:
            return


if __name__ == "__main__":
    main()
