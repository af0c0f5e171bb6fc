"""A sandbox of Linux namespaces for a process that is already warm.

`enter_house` puts the warm process into a house of its own: a read-only root with Python and the
system's libraries and nothing else, no network, none of the other namespaces of the machine.
`fork_into_room` then forks a child into a room within it: alone in its process namespace, with an
empty folder in memory as the only place to write, limits on everything, no privileges, and a filter
on system calls. Nothing here needs root where the system lets ordinary users make namespaces.

All layers but the filter fail closed: what can't be had raises, with the layer's name.
"""

import ctypes
import fcntl
import os
import platform
import resource
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

NEW_MOUNTS, NEW_CGROUPS, NEW_NAMES, NEW_IPC = 0x20000, 0x2000000, 0x4000000, 0x8000000
NEW_USERS, NEW_PROCESSES, NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000

MS_NOSUID, MS_NODEV, MS_NOEXEC = 2, 4, 8
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
MOUNT_READ_ONLY, MOUNT_NO_SUID, MOUNT_NO_DEVICES = 1, 2, 4
AT_FDCWD, AT_RECURSIVE, DETACH = -100, 0x8000, 2

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = (
    1,
    4,
    22,
    24,
    38,
)

SYSTEM = (
    "/usr",
    "/bin",
    "/lib",
    "/lib32",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/fonts",
)
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
ROOM = "/room"  # the only folder that can be written to

LEARNER = 1000  # the user's number inside
STRANGER = 1_879_048_192  # outside, where root grades: a number that nobody on the machine has


class LayerMissing(Exception):
    """A layer of the sandbox that this machine doesn't offer; says which and why."""


# Unix, IPv4 and IPv6; others, such as those of a virtual machine, lead out of a network namespace.
SOCKETS = (1, 2, 10)
WITH_NETLINK = (*SOCKETS, 16)  # with which programs such as a Jupyter kernel look for addresses


@dataclass(frozen=True)
class Limits:
    """What one submission may use."""

    memory: int = 2_000_000_000  # bytes of a process beyond those of the warm one
    processes: int = 24  # with threads
    disk: int = 64_000_000  # bytes of the room
    files: int = 2000
    seconds: int = 120  # of processor time of a process
    sockets: tuple[int, ...] = SOCKETS  # the kinds of sockets that may be made


# The kernel's own calls, which Python doesn't have ------------------------------------------------

_libc = ctypes.CDLL(None, use_errno=True)


def _call(layer: str, name: str, *arguments) -> None:
    if getattr(_libc, name)(*arguments) < 0:
        error = ctypes.get_errno()
        raise LayerMissing(f"{layer}: {os.strerror(error)}")


def _unshare(layer: str, flags: int) -> None:
    _call(layer, "unshare", flags)


def _mount(
    layer: str, source: str, target: str, kind: str | None, flags: int, data: str = ""
) -> None:
    _call(
        layer,
        "mount",
        source.encode(),
        target.encode(),
        kind.encode() if kind else None,
        ctypes.c_ulong(flags),
        data.encode() or None,
    )


def _make_read_only(path: str, also: int = 0) -> None:
    """This mount and those below it; `also` are further properties."""
    wanted = struct.pack("QQQQ", MOUNT_READ_ONLY | MOUNT_NO_SUID | also, 0, 0, 0)
    call = ctypes.c_long(442)  # mount_setattr, the same number everywhere
    _call(
        "read-only files",
        "syscall",
        call,
        AT_FDCWD,
        path.encode(),
        AT_RECURSIVE,
        wanted,
        len(wanted),
    )


def _become(inside: int) -> None:
    """In a new user namespace: this process's user is `inside`, and there is nobody else."""
    user, group = os.geteuid(), os.getegid()
    _unshare("user namespace", NEW_USERS)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{inside} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{inside} {group} 1")


# The house ---------------------------------------------------------------------------------------


def enter_house(shown: Iterable[Path]) -> None:
    """Move this process, which must have one thread, into a house that shows only `shown`.

    The paths are shown read-only, beside the system's libraries. What returns is a child of the
    process that called, since only a child can be in a new process namespace; the caller waits for
    it, and takes it along when it ends. Raises LayerMissing.
    """
    root = os.geteuid() == 0
    if root:
        _unshare("mount namespace", NEW_MOUNTS)
    else:
        _become(0)
        _unshare("mount namespace", NEW_MOUNTS)
    _build([*map(Path, SYSTEM), *shown])
    if root:
        os.setgroups([])
        os.setresgid(STRANGER, STRANGER, STRANGER)
        os.setresuid(STRANGER, STRANGER, STRANGER)
        _call("user namespace", "prctl", PR_SET_DUMPABLE, 1, 0, 0, 0)
        _become(0)
        _unshare("mount namespace", NEW_MOUNTS)
    _unshare("network namespace", NEW_NETWORK)
    _unshare("IPC namespace", NEW_IPC | NEW_NAMES | NEW_CGROUPS)
    _unshare("process namespace", NEW_PROCESSES)
    child = os.fork()
    if child:
        os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF)
    die_with_parent()


def die_with_parent() -> None:
    _call("dies with its parent", "prctl", PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _build(shown: list[Path]) -> None:
    """A new root in memory, with `shown` mounted at the same paths, in place of the old one."""
    new = "/sys"  # any folder that exists and that nothing needs; only this process sees the change
    _mount("mount namespace", "none", "/", None, MS_REC | MS_PRIVATE)
    _mount("mount namespace", "house", new, "tmpfs", MS_NOSUID | MS_NODEV, "mode=755,size=1m")
    for path in dict.fromkeys(shown):
        if path.is_symlink():
            _place(new, path.parent).mkdir(parents=True, exist_ok=True)
            if not os.path.lexists(_place(new, path)):
                _place(new, path).symlink_to(os.readlink(path))
            path = path.resolve()
        if path.exists() and not _place(new, path).exists():
            _show(new, path)
    for folder in ("dev", "proc", ROOM[1:]):
        _place(new, Path("/", folder)).mkdir(exist_ok=True)
    if not os.path.lexists(new + "/tmp"):  # unless the course itself lies there
        os.symlink(ROOM, new + "/tmp")
    _make_read_only(new, MOUNT_NO_DEVICES)  # before there are devices
    _mount(
        "mount namespace",
        "devices",
        new + "/dev",
        "tmpfs",
        MS_NOSUID | MS_NOEXEC,
        "mode=755,size=1m",
    )
    for device in DEVICES:
        _show(new, Path(device))
    os.symlink(ROOM, new + "/dev/shm")
    os.symlink("/proc/self/fd", new + "/dev/fd")
    _make_read_only(new + "/dev")
    _mount("mount namespace", "/proc", new + "/proc", None, MS_BIND | MS_REC)
    os.chdir(new)
    number = {"x86_64": 155, "aarch64": 41}[platform.machine()]
    _call("mount namespace", "syscall", ctypes.c_long(number), b".", b".")  # pivot_root
    _call("mount namespace", "umount2", b".", DETACH)
    os.chdir("/")


def _place(new: str, path: Path) -> Path:
    return Path(new + str(path))


def _show(new: str, path: Path) -> None:
    place = _place(new, path)
    if path.is_dir():
        place.mkdir(parents=True, exist_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    _mount("mount namespace", str(path), str(place), None, MS_BIND | MS_REC)


# The rooms ---------------------------------------------------------------------------------------


def allow_loopback() -> None:
    """Let the processes of the house talk with each other over its own loopback."""
    up = struct.pack("16sh", b"lo", 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, 0x8914, up)


def fork_into_room(limits: Limits) -> int:
    """Fork; return the child's number to the parent, and 0 to the child once it is in its room.

    In the child a layer that can't be had ends the process.
    """
    own = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    try:
        _unshare("process namespace", NEW_PROCESSES)
        child = os.fork()
        if child:
            _call("process namespace", "setns", own, NEW_PROCESSES)
            return child
    finally:
        os.close(own)
    try:
        _enter_room(limits)
    except BaseException:
        os._exit(99)
    return 0


def _enter_room(limits: Limits) -> None:
    os.setsid()
    # Where the machine's memory runs out, the kernel ends a room and nothing else.
    Path("/proc/self/oom_score_adj").write_text("1000")
    _unshare("mount namespace", NEW_MOUNTS | NEW_IPC | NEW_NAMES)
    hidden = MS_NOSUID | MS_NODEV | MS_NOEXEC
    try:
        _mount("processes of its own", "proc", "/proc", "proc", hidden)
    except LayerMissing:  # not allowed within some containers; then there is no list of processes
        _mount("processes of its own", "none", "/proc", "tmpfs", hidden, "size=0,mode=555")
    room = f"mode=700,size={limits.disk},nr_inodes={limits.files}"
    _mount("private folder", "room", ROOM, "tmpfs", MS_NOSUID | MS_NODEV, room)
    os.chdir(ROOM)
    os.environ["TMPDIR"] = ROOM
    _become(LEARNER)
    _forbid_namespaces()
    set_limits(limits)
    _drop_privileges()
    filter_system_calls(limits.sockets)
    die_with_parent()


def set_limits(limits: Limits) -> None:
    """The kernel's limits on this process and its children."""
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    for limit, most in (
        (resource.RLIMIT_AS, used + limits.memory),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_FSIZE, limits.disk),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def _forbid_namespaces() -> None:
    try:
        Path("/proc/sys/user/max_user_namespaces").write_text("0")
    except OSError:
        return  # the filter of system calls forbids them, too


def _drop_privileges() -> None:
    for capability in range(64):
        _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)  # fails beyond the last that exists
    header = struct.pack("Ii", 0x20080522, 0)
    _call("no privileges", "capset", header, struct.pack("6I", *[0] * 6))
    _call("no new privileges", "prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


# The filter of system calls ----------------------------------------------------------------------

# By processor: the number of its ABI, then of each call.
ARCHITECTURES = {
    "x86_64": (
        0xC000003E,
        {
            "socket": 41, "clone": 56, "ptrace": 101, "pivot_root": 155, "mount": 165,
            "umount2": 166, "init_module": 175, "kexec_load": 246, "add_key": 248,
            "request_key": 249, "keyctl": 250,
            "unshare": 272, "perf_event_open": 298, "open_by_handle_at": 304, "setns": 308,
            "process_vm_readv": 310, "process_vm_writev": 311, "finit_module": 313, "bpf": 321,
            "userfaultfd": 323,
        },
    ),
    "aarch64": (
        0xC00000B7,
        {
            "socket": 198, "clone": 220, "ptrace": 117, "pivot_root": 41, "mount": 40,
            "umount2": 39, "init_module": 105, "kexec_load": 104, "add_key": 217,
            "request_key": 218, "keyctl": 219,
            "unshare": 97, "perf_event_open": 241, "open_by_handle_at": 265, "setns": 268,
            "process_vm_readv": 270, "process_vm_writev": 271, "finit_module": 273, "bpf": 280,
            "userfaultfd": 282,
        },
    ),
}  # fmt: skip
# The newer calls have the same number everywhere: io_uring_setup, open_tree to fspick, pidfd_getfd,
# mount_setattr.
NEWER = (425, 428, 429, 430, 431, 432, 433, 438, 442)
CLONE3 = 435

ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000, 0x80000000  # REFUSE with an error number added
EPERM, ENOSYS, EAFNOSUPPORT = 1, 38, 97


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("HBBI", code, yes, no, value)


def _load(offset: int) -> bytes:
    return _step(0x20, offset)


def _if_equal(value: int, yes: int, no: int) -> bytes:
    return _step(0x15, value, yes, no)


def _answer(value: int) -> bytes:
    return _step(0x06, value)


def _filter(sockets: tuple[int, ...]) -> list[bytes]:
    """The filter as a program of the kernel's little machine (classic BPF)."""
    abi, numbers = ARCHITECTURES[platform.machine()]
    call, architecture, first_argument = _load(0), _load(4), _load(16)
    program = [architecture, _if_equal(abi, 1, 0), _answer(KILL), call]
    program += [_step(0x35, 0x40000000, 0, 1), _answer(REFUSE | EPERM)]  # the x32 calls
    program += [_if_equal(CLONE3, 0, 1), _answer(REFUSE | ENOSYS)]  # then libraries use clone
    program += [
        _if_equal(numbers["socket"], 0, len(sockets) + 3),
        first_argument,
        *[_if_equal(kind, len(sockets) - place, 0) for place, kind in enumerate(sockets)],
        _answer(REFUSE | EAFNOSUPPORT),
        _answer(ALLOW),
        _if_equal(numbers["clone"], 0, 4),
        first_argument,
        _step(0x45, NEW_USERS, 0, 1),
        _answer(REFUSE | EPERM),
        _answer(ALLOW),
    ]
    for number in [*numbers.values(), *NEWER]:
        program += [_if_equal(number, 0, 1), _answer(REFUSE | EPERM)]
    return [*program, _answer(ALLOW)]


def filter_system_calls(sockets: tuple[int, ...] = SOCKETS) -> None:
    """Refuse, to this process and its children, calls that no course work needs."""
    if platform.machine() not in ARCHITECTURES:
        raise LayerMissing(f"filter of system calls: no table for {platform.machine()}")
    program = b"".join(_filter(sockets))
    code = ctypes.create_string_buffer(program, len(program))
    described = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    _call("filter of system calls", "prctl", PR_SET_SECCOMP, 2, described, 0, 0)


# What this machine offers ------------------------------------------------------------------------


def shown_paths() -> list[Path]:
    """What Python needs to see in the house: itself and its packages."""
    import customerlab

    paths = [Path(prefix) for prefix in (sys.base_prefix, sys.prefix)]
    paths += [Path(entry) for entry in sys.path if entry.endswith("-packages")]
    return [*paths, Path(customerlab.__file__).parent, Path(__file__).parent]


def missing_layer() -> str | None:
    """The first layer of the sandbox that this machine lacks, and why; None if it has all."""
    if sys.platform != "linux":
        return "all layers: the sandbox is made of what only Linux has"
    tried = subprocess.run(
        [sys.executable, "-m", "grader.sandbox"], capture_output=True, text=True, timeout=60
    )
    return None if tried.returncode == 0 else tried.stderr.strip().splitlines()[-1]


def _try_all() -> None:
    try:
        enter_house(shown_paths())
        child = fork_into_room(Limits())
    except LayerMissing as missing:
        sys.exit(str(missing))
    if child == 0:
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit("a room within the sandbox")


if __name__ == "__main__":
    _try_all()
