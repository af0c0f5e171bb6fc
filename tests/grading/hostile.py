"""Damaged and hostile submissions, each with the points that its answers earn.

An ATTACK is code in one answer cell, with right answers before it (12 points) and after it (6): they
keep their points. Where an attack succeeds in something that it must not, it sets `second_key` to
the right answer, which would earn it one point more.
"""

# ruff: noqa: E501 (an attack reads best in whole lines)
import copy
import json
import os
from collections.abc import Callable
from pathlib import Path

import nbformat

from tests.grading.classroom import ASSIGNMENT, NOTEBOOK, answered, solutions

BEFORE = ("who_is_the_customer", "buyers", "clean_names")  # 5 + 4 + 3 points
ATTACKED = "blocking"
AFTER = ("households", "master_agreement")  # 3 + 3 points
KEPT = 18
WON = "\nif won:\n    second_key = 'name'\n"

# Code in an answer cell; the points that the submission keeps are KEPT -----------------------------

ATTACKS = {
    # ending, or never ending
    "leaves": "import os; os._exit(0)",
    "exits": "raise SystemExit(3)",
    "quits": "exit()",
    "kills itself": "import os, signal; os.kill(os.getpid(), signal.SIGKILL); os.abort()",
    "kills everybody": "import os\nfor who in (-1, 1, os.getppid()):\n    os.kill(who, 9)",
    "stops itself": "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
    "crashes": "import ctypes; ctypes.string_at(0)",
    "recurses": "def f(): return f()\nf()",
    "recurses deep": (
        "import sys\nsys.setrecursionlimit(10**9)\n"
        "class A:\n    def __repr__(self): return repr(self)\nrepr(A())"
    ),
    "never ends": "while True: pass",
    "ignores interrupts": (
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass"
    ),
    "ignores signals": (
        "import signal\nfor s in set(signal.Signals) - {9, 19}:\n"
        "    try: signal.signal(s, signal.SIG_IGN)\n    except OSError: pass\nwhile True: pass"
    ),
    "blocks signals": (
        "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))\n"
        "while True: pass"
    ),
    "long calculation in C": "x = 10 ** (10 ** 9)",
    "regular expression": "import re; re.match('(a+)+$', 'a' * 60 + 'b')",
    "interrupts": "raise KeyboardInterrupt",
    "sleeps": "import time; time.sleep(10**6)",
    "waits for input": "input('Give me points: ')",
    # taking everything
    "memory": "x = []\nwhile True: x.append(bytearray(10**8))",
    "memory in parts": "x = [bytearray(10**7) for _ in range(10**6)]",
    "fork bomb": "import os\nwhile True: os.fork()",
    "fork bomb that waits": (
        "import os, time\nfor _ in range(10**4):\n"
        "    try:\n        if os.fork() == 0: time.sleep(10**6)\n    except OSError: break"
    ),
    "threads": (
        "import threading, time\nfor _ in range(10**4):\n"
        "    threading.Thread(target=time.sleep, args=(10**6,)).start()"
    ),
    "thread left running": (
        "import threading\ndef f():\n    while True: pass\n"
        "threading.Thread(target=f, daemon=True).start()"
    ),
    "daemons": (
        "import subprocess\nfor _ in range(10):\n"
        "    subprocess.Popen(['sleep', '987654'], start_new_session=True)"
    ),
    "large file": "open('x', 'wb').write(b'x' * 10**9)",
    "large files": "for n in range(10**6):\n    open(f'x{n}', 'wb').write(b'x' * 10**6)",
    "many files": "for n in range(10**6): open(f'x{n}', 'w').close()",
    "large sparse file": "open('x', 'wb').truncate(10**15)",
    "open files": "x = [open('/dev/null') for _ in range(10**6)]",
    "prints": "for _ in range(400): print('x' * 10**5)",
    "writes to the screen": "import os\nfor _ in range(400): os.write(1, b'x' * 10**5)",
    "closes all files": "import os; os.closerange(0, 10**4)",
    "zip bomb": (
        "import io, zipfile, zlib\nd = zlib.compressobj()\nb = d.compress(bytes(10**9)) + d.flush()\n"
        "x = zlib.decompress(zlib.compress(bytes(10**9)) )"
    ),
    # reaching out
    "network": (
        "import socket\nwon = False\n"
        "for to in (('1.1.1.1', 53), ('127.0.0.1', {port}), ('::1', {port})):\n"
        "    try:\n        socket.create_connection(to, timeout=1); won = True\n"
        "    except OSError: pass" + WON
    ),
    "names of hosts": (
        "import socket\nwon = False\ntry:\n    socket.getaddrinfo('example.com', 80); won = True\n"
        "except OSError: pass" + WON
    ),
    "other networks": (
        "import socket\nwon = False\nfor family in range(50):\n"
        "    if family not in (1, 2, 10):\n"
        "        try:\n            socket.socket(family, socket.SOCK_DGRAM); won = True\n"
        "        except OSError: pass" + WON
    ),
    "raw sockets": (
        "import socket\nwon = False\ntry:\n"
        "    socket.socket(2, socket.SOCK_RAW, 1); won = True\nexcept OSError: pass" + WON
    ),
    "abstract socket": (
        "import socket\nwon = False\ntry:\n    s = socket.socket(socket.AF_UNIX)\n"
        "    s.connect('\\0customerlab-test'); won = True\nexcept OSError: pass" + WON
    ),
    "curl": "!curl -m 1 http://127.0.0.1:{port}/ || true\n!ping -c1 -W1 1.1.1.1",
    "a server": "import socket; s = socket.create_server(('127.0.0.1', 0))",
    # other people's files
    "solutions": (
        "import glob, os\nwon = False\nfor root in ('{course}', '{root}'):\n"
        "    for part in ('solutions', 'submitted', 'gradebook.db', 'grading', 'exercises'):\n"
        "        won = won or os.path.exists(os.path.join(root, part))" + WON
    ),
    "looks for notebooks": (
        "import os\nwon = False\nfor folder, _, names in os.walk('/'):\n"
        "    won = won or any(n.endswith('.ipynb') and 'site-packages' not in folder\n"
        "                     and 'share' not in folder for n in names)" + WON
    ),
    "link to solutions": (
        "import os\nos.symlink('{course}/solutions', 'mine')\nwon = os.path.exists('mine')" + WON
    ),
    "root of the parent": (
        "import os\nwon = False\nfor number in ['1', 'self', *map(str, range(2, 200))]:\n"
        "    try:\n        won = won or os.path.exists(f'/proc/{number}/root{course}')\n"
        "        won = won or os.path.exists(f'/proc/{number}/cwd/{course}')\n"
        "    except OSError: pass" + WON
    ),
    "climbs out": (
        "import os\nos.chdir('/'); won = False\n"
        "try:\n    os.mkdir('/room/a'); os.chroot('/room/a')\n"
        "    for _ in range(99): os.chdir('..')\n    os.chroot('.')\n"
        "    won = os.path.exists('{course}')\nexcept OSError: pass" + WON
    ),
    "deletes everything": (
        "import shutil\nshutil.rmtree('/', ignore_errors=True)\n"
        "shutil.rmtree('{course}', ignore_errors=True)"
    ),
    "gradebook": (
        "import sqlite3\nwon = False\ntry:\n"
        "    book = sqlite3.connect('{course}/gradebook.db')\n"
        "    book.execute('update grade set auto_score = 100'); book.commit(); won = True\n"
        "except Exception: pass" + WON
    ),
    "writes where Python is": (
        "import customerlab, pandas, os, sys\nwon = False\n"
        "for place in (customerlab.__file__, pandas.__file__, '/usr/bin/x', '/etc/x', '/x', '/dev/x',\n"
        "              sys.prefix + '/x'):\n"
        "    try:\n        open(place, 'a').write('#'); won = True\n    except OSError: pass" + WON
    ),
    "reads secrets": (
        "import os\nwon = any(map(os.path.exists, ('/etc/shadow', '/root/.ssh', '/home', '/var',\n"
        "    '/run', '/sys/kernel', '{course}/class-secret.txt')))\n"
        "won = won or any('SECRET' in name for name in os.environ)" + WON
    ),
    "open file handles": (
        "import os\nwon = False\nfor number in range(3, 256):\n"
        "    try:\n        won = won or not os.readlink(f'/proc/self/fd/{number}').startswith('socket')\n"
        "    except OSError: pass" + WON
    ),
    # more rights
    "becomes root": (
        "import os\nwon = False\ntry:\n    os.setuid(0); won = True\nexcept OSError: pass" + WON
    ),
    "namespaces": (
        "import ctypes\nlibc = ctypes.CDLL(None)\nwon = False\n"
        "for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000):\n"
        "    won = won or libc.unshare(flag) == 0" + WON
    ),
    "mounts": (
        "import ctypes\nlibc = ctypes.CDLL(None)\n"
        "won = libc.mount(b'x', b'/room', b'tmpfs', 0, None) == 0 or libc.umount2(b'/proc', 2) == 0\n"
        "won = won or libc.mount(None, b'/', None, 32 | 4096, None) == 0" + WON
    ),
    "traces": (
        "import ctypes\nlibc = ctypes.CDLL(None)\nwon = libc.ptrace(16, 1, 0, 0) == 0" + WON
    ),
    "keys of the kernel": (
        "import ctypes\nlibc = ctypes.CDLL(None)\nwon = libc.syscall(250, 0, -3, 1) >= 0" + WON
    ),
    "own limits": (
        "import resource\nwon = False\nfor which in (resource.RLIMIT_AS, resource.RLIMIT_NPROC):\n"
        "    try:\n        resource.setrlimit(which, (-1, -1)); won = True\n"
        "    except (OSError, ValueError): pass" + WON
    ),
    "other processes": (
        "import os\nothers = [n for n in os.listdir('/proc') if n.isdigit() and n != '1']\n"
        "won = any(open(f'/proc/{n}/stat').read().split()[3] == '0' for n in others)" + WON
    ),
    # forging
    "patched judge": (
        "import customerlab.checks.exercise as e, customerlab.checks.feedback as f\n"
        "e.Part.judge = lambda self, *a, **k: f.Verdict(self.name, self.points, self.points, '!')\n"
        "f.Feedback.__repr__ = lambda self: '600'\nf.Feedback.earned = 600"
    ),
    "patched check": "check = lambda *a, **k: 600\nimport customerlab.notebook as n; n.check = check",
    "patched right answers": (
        "import customerlab.checks as c\nfor e in c.CHAPTERS.values():\n"
        "    for x in e:\n        for p in x.parts: object.__setattr__(p, 'right', lambda seed: None)"
    ),
    "patched built-ins": (
        "import builtins\nbuiltins.isinstance = lambda *a: True\nbuiltins.abs = lambda x: 0\n"
        "builtins.round = lambda *a: 0"
    ),
    "no built-ins": "import builtins\nfor name in list(vars(builtins)): delattr(builtins, name)",
    "patched pandas": (
        "import pandas\npandas.DataFrame.equals = lambda *a: True\n"
        "pandas.DataFrame.__eq__ = lambda *a: True\ndel pandas.DataFrame.copy"
    ),
    "patched grader": (
        "import grader.room as r, grader.plain as p, json\n"
        "r.to_plain = lambda *a: {'score': 600}\np.to_plain = r.to_plain\n"
        "r.Shell.run = lambda *a: {'stopped': None, 'score': 600}"
    ),
    "own frames": (
        "import os, struct\nfor number in range(3, 256):\n"
        "    for text in (b'{\"score\": 600}', b'[]', b'{\"stopped\": null}'):\n"
        "        try: os.write(number, struct.pack('!I', len(text)) + text)\n"
        "        except OSError: pass"
    ),
    "nonsense frames": (
        "import os\nfor number in range(3, 256):\n"
        "    try: os.write(number, b'\\xff' * 1000)\n    except OSError: pass"
    ),
    "endless frame": (
        "import os, struct\nfor number in range(3, 256):\n"
        "    try: os.write(number, struct.pack('!I', 5_000_000) + b'[')\n    except OSError: pass"
    ),
    "drops assertions": (
        "import ast\nclass Drop(ast.NodeTransformer):\n"
        "    def visit_Assert(self, node): return ast.Pass()\n"
        "get_ipython().ast_transformers.append(Drop())"
    ),
    "hook before each cell": (
        "get_ipython().events.register('pre_run_cell', lambda *a: 1 / 0)\n"
        "get_ipython().input_transformers_cleanup.append(lambda lines: lines)"
    ),
    "traces every line": "import sys; sys.settrace(lambda *a: None); sys.setprofile(lambda *a: None)",
    "poisoned modules": (
        "import sys, types\nfor name in ('json', 'socket', 'struct', 'customerlab.checks'):\n"
        "    sys.modules[name] = types.ModuleType(name)"
    ),
    "at exit": "import atexit, os\natexit.register(os._exit, 5)",
    "removes IPython": "%reset -f\nimport os",
    "broken shell": "get_ipython().run_cell = None\ndel get_ipython().user_ns['files']",
    "another market": "import os\nos.environ['CUSTOMERLAB_SEED'] = 'easy'",
    "changed folder": "import os; os.chdir('/usr'); os.umask(0o777)",
    "warns": "import warnings, sys; warnings.warn('!'); print('!', file=sys.stderr)",
    "magics": "%%bash\nkill -9 -1; rm -rf /; exit 3",
    "escapes": "print('\\x1b]0;owned\\x07\\x1b[2J<script>alert(1)</script>')",
}

# What these do to the learner's own program can't be undone: what follows them is lost, too.
SPOILING = {
    "no built-ins",
    "patched grader",
    "removes IPython",
    "broken shell",
}
SPOILED = 12

# Answers so odd that reading them could do harm; `blocking` asks for two numbers and a text ---------

ANSWERS = {
    "equal to everything": (
        "class A:\n    __eq__ = lambda s, o: True\n    __hash__ = None\n"
        "pairs_left = share_lost = second_key = A()"
    ),
    "text equal to everything": (
        "class A(str):\n    def __eq__(s, o): return True\n    __hash__ = str.__hash__\n"
        "    def lower(s): return 'name'\n    def strip(s): return s\n    def __str__(s): return s\n"
        "second_key = A('x')"
    ),
    "number near everything": (
        "class A(float):\n    def __sub__(s, o): return 0.0\n    __rsub__ = __sub__\n"
        "    def __abs__(s): return 0.0\n    def __float__(s): return s\npairs_left = A(1)"
    ),
    "lies about its class": (
        "class A:\n    __class__ = property(lambda s: float)\npairs_left = second_key = A()"
    ),
    "shows itself badly": (
        "class A:\n    def __repr__(s): raise SystemExit\n    __str__ = __repr__\n"
        "pairs_left = share_lost = second_key = A()"
    ),
    "ends the program when looked at": (
        "import os\nclass A(dict):\n    def __len__(s): os._exit(1)\npairs_left = second_key = A()"
    ),
    "never ends when looked at": (
        "class A:\n    def __str__(s):\n        while True: pass\n    __repr__ = __str__\n"
        "pairs_left = A()"
    ),
    "pickle": (
        "class A:\n    def __reduce__(s): import os; return os.system, ('touch {course}/owned',)\n"
        "pairs_left = share_lost = second_key = A()"
    ),
    "not a number": "pairs_left = float('nan'); share_lost = float('inf'); second_key = -float('inf')",
    "huge numbers": "pairs_left = 10 ** 10000; share_lost = 1e308 * 10; second_key = -(10 ** 400)",
    "numbers of other kinds": (
        "from decimal import Decimal\npairs_left = Decimal('NaN'); share_lost = 1j; second_key = True"
    ),
    "list in itself": "pairs_left = []; pairs_left.append(pairs_left); second_key = pairs_left",
    "deep list": "x = []\nfor _ in range(100_000): x = [x]\npairs_left = second_key = x",
    "long list": "pairs_left = list(range(10**7))",
    "long text": "second_key = 'name' * 10**8",
    "large table": "import pandas as pd\npairs_left = pd.DataFrame({'a': range(10**7)})",
    "wide table": "import pandas as pd\npairs_left = pd.DataFrame([range(10**5)])",
    "table in a table": (
        "import pandas as pd\nx = pd.DataFrame({'a': [1]})\n"
        "pairs_left = pd.DataFrame({'a': [x, [x]], x.to_string(): [None, {}]})"
    ),
    "half characters": "second_key = '\\ud800\\udfff name'",
    "no characters": "second_key = 'name\\x00\\u202e\\u200b\\ufeff'",
    "look-alikes": "second_key = 'n\\u0430me'",
    "escapes as an answer": "second_key = '\\x1b[2J\\x1b]52;c;cm0gLXJm\\x07'",
    "HTML as an answer": "second_key = '<img src=x onerror=alert(1)></code><script>alert(2)</script>'",
    "formula as an answer": 'second_key = \'=HYPERLINK("http://x","y")\'',
    "format as an answer": "second_key = '{0.__class__} %s %n {}'",
}

# Functions are called inside, with inputs that the referee chooses: what `clean_names` earns of 3 --

_NAMES = "import pandas as pd\nknown_callers = ...\n"
FUNCTIONS = {
    "no function": (_NAMES + "clean_name = 'chen maria'", 0),
    "class": (_NAMES + "class clean_name:\n    def __init__(s, name): pass", 0),
    "equal to everything": (
        _NAMES + "class A(str):\n    __eq__ = lambda s, o: True\n    __hash__ = None\n"
        "clean_name = lambda name: A('x')",
        0,
    ),
    "coroutine": (_NAMES + "async def clean_name(name): return name", 0),
    "generator": (_NAMES + "def clean_name(name): yield name", 0),
    "leaves": (_NAMES + "import os\nclean_name = lambda name: os._exit(0)", 0),
    "never ends": (
        _NAMES
        + "def clean_name(name):\n    while True:\n        try:\n            while True: pass\n"
        "        except BaseException: pass",
        0,
    ),
    "recurses": (_NAMES + "clean_name = lambda name: clean_name(name)", 0),
    "raises HTML": (
        _NAMES + "def clean_name(name): raise type('<b>', (Exception,), {})('<script>')",
        0,
    ),
    "looks for the expected": (
        _NAMES + "import inspect, gc\ndef clean_name(name):\n"
        "    for frame in inspect.stack():\n"
        "        for value in frame.frame.f_locals.values():\n"
        "            if type(value).__name__ == 'Function': return value\n"
        "    return 'x'",
        0,
    ),
    "right where it is seen, then leaves": (
        "{solution}\nright, seen = clean_name, []\n"
        "def clean_name(name):\n    import os\n    seen.append(name)\n"
        "    return right(name) if len(seen) <= {shown} else os._exit(0)",
        2,
    ),
    "hands out what it was asked": (
        "{solution}\nimport mmap\nbox = mmap.mmap(-1, 10**6)\nright = clean_name\n"
        "def clean_name(name):\n    box.write(repr(name).encode() + b'|')\n    return right(name)",
        3,
    ),
}


def attack(code: str, where: str = ATTACKED, also: dict[str, str] | None = None):
    """A submission with right answers before and after, and this code in one answer cell."""
    right = {exercise: solutions()[exercise] for exercise in (*BEFORE, *AFTER)}
    return answered({**right, **(also or {}), where: code})


# Notebooks that were damaged, by accident or not ---------------------------------------------------


def _right() -> dict:
    return json.loads(nbformat.writes(attack("pass")))


def _without(*names: str) -> dict:
    notebook = _right()
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in names]
    return notebook


def _changed(change: Callable[[dict], None]) -> dict:
    notebook = _right()
    change(notebook)
    return notebook


def _each_cell(change: Callable[[dict], None]) -> dict:
    def change_all(notebook):
        for cell in notebook["cells"]:
            change(cell)

    return _changed(change_all)


def _with_metadata(**changes) -> dict:
    def change(cell):
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"].update(changes)

    return _each_cell(change)


def _duplicated(name: str) -> dict:
    def change(notebook):
        place = next(n for n, cell in enumerate(notebook["cells"]) if cell["id"] == name)
        notebook["cells"].insert(place, copy.deepcopy(notebook["cells"][place]))

    return _changed(change)


def _old_format(notebook: dict) -> dict:
    for cell in notebook["cells"]:
        cell["input" if cell["cell_type"] == "code" else "source"] = cell.pop("source")
    return {"nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": notebook["cells"]}]}


def _own_cell(source: str, kind: str = "code", at: int = -1) -> dict:
    def change(notebook):
        cell = {"cell_type": kind, "metadata": {}, "source": source, "outputs": [], "id": "mine"}
        notebook["cells"].insert(at, cell)

    return _changed(change)


def damaged() -> dict[str, tuple[bytes, float]]:
    """By name, the bytes that were handed in as the notebook, and what they earn."""
    whole = json.dumps(_right())
    checks = [cell["id"] for cell in _right()["cells"] if cell["id"].startswith("check_")]
    notebooks = {
        "check deleted": (_without("check_buyers"), KEPT),
        "answer deleted": (_without("buyers"), KEPT - 4),
        "answer and check deleted": (_without("buyers", "check_buyers"), KEPT - 4),
        "all checks deleted": (_without(*checks), KEPT),
        "first cells deleted": (_without("01_identification-02", "01_identification-03"), KEPT),
        "check duplicated": (_duplicated("check_buyers"), KEPT),
        "answer duplicated": (_duplicated("buyers"), KEPT),
        "demoted": (_with_metadata(grade=False, locked=False, solution=False), KEPT),
        "promoted": (_with_metadata(grade=True, points=1000), KEPT),
        "other points": (_with_metadata(points=-5), KEPT),
        "unknown version": (_with_metadata(schema_version=99), KEPT),
        "version is text": (_with_metadata(schema_version="three", grade="no"), KEPT),
        "metadata is a list": (_each_cell(lambda cell: cell.update(metadata=[])), KEPT),
        "no metadata": (_each_cell(lambda cell: cell.pop("metadata")), KEPT),
        "no cell ids": (_each_cell(lambda cell: cell.pop("id")), KEPT),
        "one cell id": (_each_cell(lambda cell: cell.update(id="same")), KEPT),
        "sources are numbers": (_each_cell(lambda cell: cell.update(source=7)), 0),
        "sources in one piece": (
            _each_cell(lambda cell: cell.update(source="".join(cell["source"]))),
            KEPT,
        ),
        "answers as text cells": (_each_cell(lambda cell: cell.update(cell_type="markdown")), KEPT),
        "cells of no kind": (_each_cell(lambda cell: cell.update(cell_type="video")), KEPT),
        "cells are no cells": (_changed(lambda nb: nb.update(cells=[1, None, "x", []])), 0),
        "no cells": (_changed(lambda nb: nb.pop("cells")), 0),
        "other order": (_changed(lambda nb: nb["cells"].reverse()), KEPT),
        "checks edited": (
            _each_cell(lambda cell: cell["id"].startswith("check_") and cell.update(source="600")),
            KEPT,
        ),
        "another kernel": (
            _changed(lambda nb: nb.update(metadata={"kernelspec": {"name": "bash"}})),
            KEPT,
        ),
        "old format": (_old_format(_right()), KEPT),
        "format of the future": (_changed(lambda nb: nb.update(nbformat=99)), KEPT),
        "outputs forged": (
            _each_cell(
                lambda cell: (
                    cell["cell_type"] == "code"
                    and cell.update(
                        outputs=[
                            {
                                "output_type": "execute_result",
                                "data": {
                                    "text/plain": "600",
                                    "text/html": "<script>alert(1)</script>",
                                },
                                "metadata": {},
                                "execution_count": 1,
                            }
                        ]
                    )
                )
            ),
            KEPT,
        ),
        "many cells": (_changed(lambda nb: nb.update(cells=nb["cells"] * 50)), 0),
        "own cell that ends the program": (_own_cell("import os; os._exit(0)", at=8), KEPT),
        "own cell that changes an answer": (_own_cell("relational_share = 0.5", at=11), KEPT - 1),
        "own text": (_own_cell("<script>alert(1)</script>", "markdown"), KEPT),
    }
    files = {name: (json.dumps(nb).encode(), points) for name, (nb, points) in notebooks.items()}
    return files | {
        "empty file": (b"", 0),
        "no notebook": (b"My answers are all right.", 0),
        "cut off": (whole[: len(whole) // 2].encode(), 0),
        "archive": (b"PK\x03\x04" + os.urandom(1000), 0),
        "nested deep": (b"[" * 1_000_000, 0),
        "number too long": (b'{"cells": ' + b"9" * 100_000 + b"}", 0),
        "byte order mark": (b"\xef\xbb\xbf" + whole.encode(), KEPT),
        "other encoding": (whole.encode("utf-16"), 0),
        "source too long": (
            json.dumps(_each_cell(lambda cell: cell.update(source="#" * 200_000))).encode(),
            0,
        ),
        "too large": (b" " * 31_000_000, 0),
    }


# What else may lie where a notebook should ---------------------------------------------------------


def _link(path: Path, to: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(to)


def put_odd_files(course: Path) -> dict[str, float]:
    """Hand in what is no file; by learner, what it earns."""
    submitted = course / "submitted"

    def place(learner: str) -> Path:
        path = submitted / learner / ASSIGNMENT / NOTEBOOK
        path.parent.mkdir(parents=True)
        return path

    place("odd-link-to-solutions").symlink_to(course / "solutions" / ASSIGNMENT / NOTEBOOK)
    place("odd-link-to-gradebook").symlink_to(course / "gradebook.db")
    place("odd-folder").mkdir()
    os.mkfifo(place("odd-pipe"))
    os.link(course / "gradebook.db", place("odd-hard-link"))
    _link(submitted / "odd-linked-learner", course / "solutions")
    _link(submitted / "odd-linked-assignment" / ASSIGNMENT, course / "solutions" / ASSIGNMENT)
    with_files = place("odd-other-files")
    with_files.write_text(nbformat.writes(attack("import matplotlib; matplotlib.__version__")))
    for name in ("matplotlib.py", "customerlab.py", "sitecustomize.py", "conftest.py"):
        with_files.with_name(name).write_text("raise SystemExit(600)")
    with_files.with_name("solutions").symlink_to(course / "solutions")
    with_files.with_name("timestamp.txt").symlink_to(course / "gradebook.db")
    stamped = place("odd-timestamp")
    stamped.write_text(nbformat.writes(attack("pass")))
    stamped.with_name("timestamp.txt").write_bytes(b"\xff\x00 yesterday" * 5)
    (submitted / "odd-nothing").mkdir()
    names = [
        "=cmd|' /C calc'!A0",
        "a b",
        "new\nline",
        "<script>",
        "-rf",
        "..a",
        "\u202eanna",
        ".git",
    ]
    for name in names:
        hidden = submitted / name / ASSIGNMENT
        hidden.mkdir(parents=True)
        (hidden / NOTEBOOK).write_text(nbformat.writes(attack("pass")))
    return {
        "odd-link-to-solutions": 0,
        "odd-link-to-gradebook": 0,
        "odd-folder": 0,
        "odd-pipe": 0,
        "odd-hard-link": 0,
        "odd-linked-learner": 0,
        "odd-linked-assignment": 0,
        "odd-other-files": KEPT,
        "odd-timestamp": KEPT,
        "odd-nothing": 0,
    }
