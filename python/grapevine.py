"""Grapevine: who are the few ordinary people worth winning over, and why.

    import grapevine
    g = grapevine.read(edges="ego_facebook.txt.gz", undirected=True)
    pagerank = g.centrality("pagerank")

The C library does the work; arrays are NumPy's, and none is copied. What can be
computed, and its options, are asked of the library, so this file names none.
Every call that may last takes threads= (0: all) or task= (see Task), gives up
Python's lock while it runs, and stops within a second on Ctrl-C.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import _thread
import ctypes
import ctypes.util
import dataclasses
import datetime
import enum
import errno
import itertools
import math
import operator
import os
import pathlib
import re
import sysconfig
import threading
import typing
import warnings
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

__all__ = [
    "Adjacency", "ArgumentError", "CancelledError", "Code", "Communities", "FileError", "Graph",
    "GrapevineError", "GrapevineWarning", "InputError", "LimitError", "Names", "Network",
    "MissingFileError", "NoMemoryError", "Nominee", "Seeds", "Simulation", "Table", "Task",
    "centralities",
    "community_methods", "from_arrays", "read",
]


# --- Errors -------------------------------------------------------------------------------

class Code(enum.IntEnum):
    """The library's GvError."""
    INVALID_ARGUMENT = 0
    PARSE = 1
    IO = 2
    LIMIT = 3
    NO_MEMORY = 4
    CANCELLED = 5
    CLOSED_PIPE = 6
    INTERNAL = 7


class GrapevineError(Exception):
    """What the library reports; .code says of which kind it is."""
    code = Code.INTERNAL

    def __str__(self):
        return str(self.args[0]) if self.args else ""


class ArgumentError(GrapevineError, ValueError):
    """An option is outside its range, or does not apply."""
    code = Code.INVALID_ARGUMENT


class InputError(GrapevineError, ValueError):
    """Data is malformed; the message names file and line."""
    code = Code.PARSE


class FileError(GrapevineError, OSError):
    """A file cannot be read."""
    code = Code.IO


class MissingFileError(FileError, FileNotFoundError):
    """There is no such file."""


class LimitError(GrapevineError):
    """A limit was reached: vertices, expansion, time."""
    code = Code.LIMIT


class NoMemoryError(GrapevineError, MemoryError):
    """An array of the library found no room. best: the Seeds chosen by then, where seed() had
    some; else None."""
    code = Code.NO_MEMORY
    best = None


class CancelledError(GrapevineError):
    """Somebody called Task.cancel(). best: as NoMemoryError's."""
    code = Code.CANCELLED
    best = None


class GrapevineWarning(UserWarning):
    """Something about the data that a person should know."""


_ERRORS = {e.code: e for e in (ArgumentError, InputError, FileError, LimitError, NoMemoryError,
                               CancelledError)}


# --- The C interface: layouts as in include/grapevine, held to it by tests/test_python.py --

def _layout(name, *fields):
    return type(name, (ctypes.Structure,), {"_fields_": [
        (field, kind) for kind, names in fields for field in names.split()]})


_address, _text, _flag = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
_vertex, _real, _size = ctypes.c_uint32, ctypes.c_double, ctypes.c_size_t

GError = _layout("GError", (ctypes.c_uint32, "domain"), (ctypes.c_int, "code"), (_text, "message"))
GPtrArray = _layout("GPtrArray", (ctypes.POINTER(_text), "pdata"), (ctypes.c_uint, "len"))
GvAdjacency = _layout("GvAdjacency", (_vertex, "n"), (_address, "offsets targets weights"))
GvParam = _layout("GvParam", (_text, "name"), (ctypes.c_int, "type"), (_size, "offset"),
                  (_real, "min max initial"), (ctypes.POINTER(_text), "choices"),
                  (_text, "argument help"))
GvCentrality = _layout("GvCentrality", (_text, "name summary formula reference cost undefined"),
                       (_size, "options_size"), (_address, "params run run_some find_top"))
GvCommunityMethod = _layout("GvCommunityMethod", (_text, "name summary reference cost"),
                            (_size, "options_size"), (_address, "params run"))
GvPartition = _layout("GvPartition", (_vertex, "communities"),
                      (_real, "modularity modularity_at_1"), (_vertex, "disconnected"),
                      (ctypes.c_uint, "levels"))
GvHoles = _layout("GvHoles", (_address, "constraint effective_size efficiency hierarchy"))
GvSource = _layout("GvSource", (ctypes.c_int, "kind"), (_text, "path columns"),
                   (ctypes.c_char, "delimiter"), (ctypes.c_int, "header"))
GvReadOptions = _layout("GvReadOptions", (_flag, "direction check reverse duplicates"),
                        (_real, "half_life as_of"), (_text, "type_weights channel_weights"),
                        (ctypes.c_uint64, "max_vertices"), (_real, "max_expand"),
                        (ctypes.c_uint64, "max_bad"), (_flag, "hash_inputs"),
                        (_address, "rejected rejected_data id_key"), (_size, "id_key_length"),
                        (_flag, "keep_acts"), (_text, "known_folder"))
GvInputReport = _layout("GvInputReport", (_text, "path"), (ctypes.c_uint64, "bytes"),
                        (ctypes.c_char * 65, "sha256"),
                        (ctypes.c_uint64, "rows rejected self_loops duplicates zero_weights"),
                        (_flag, "known"))
GvIdentityReport = _layout("GvIdentityReport", (
    ctypes.c_uint64, "accounts people accounts_met people_met joined most doubled namesakes"))
GvReadReport = _layout("GvReadReport", (ctypes.POINTER(GvInputReport), "inputs"),
                       (_size, "input_count"), (ctypes.c_uint64, "later faded"),
                       (ctypes.POINTER(GPtrArray), "warnings"), (GvIdentityReport, "identities"))
GvPeople = _layout("GvPeople", (_address, "listed stage followers official cost value opt_in tags"),
                   (_size, "tag_count"))
GvFeature = _layout("GvFeature", (_text, "name"), (ctypes.c_int, "family"), (_text, "sentence"),
                    (ctypes.c_int, "direction among scale"), (_real, "weight suspicious"),
                    (_address, "applies compute reason"))
GvWeights = _layout("GvWeights", (_address, "by_feature"), (_flag, "fitted"), (_real, "intercept"))
GvNominateChoice = _layout("GvNominateChoice", (_address, "excluded"), (_size, "excluded_count"),
                           (ctypes.POINTER(_text), "where"),
                           (ctypes.POINTER(GvWeights), "weights"),
                           (_flag, "admits"), (_vertex, "admitted"),
                           (_flag, "admits_advocates"))
GvFeatureColumn = _layout("GvFeatureColumn", (ctypes.POINTER(GvFeature), "feature"),
                          (_real, "weight"), (_address, "values standing strength level"),
                          (_flag, "fitted"))
GvReachFigures = _layout("GvReachFigures", (ctypes.c_uint64, "sets"),
                         (_real, "sets_per_person mean_size"))
GvNominationView = _layout("GvNominationView", (_size, "count"),
                           (_address, "candidates ranked score followers reach"),
                           (_address * 5, "family"), (_address, "community"),
                           (ctypes.POINTER(GvFeatureColumn), "columns"), (_size, "column_count"),
                           (_address, "left_out"), (_real, "max_followers min_followers"),
                           (_vertex * 9, "gated"), (GvReachFigures, "reach_figures"),
                           (GvPartition, "partition"))

GvSpread = _layout("GvSpread", (ctypes.c_int, "kind"), (_real, "probability"),
                   (ctypes.c_int, "cascade"))
GvLearnOptions = _layout("GvLearnOptions", (ctypes.c_int, "model decay"), (_real, "within"),
                         (_flag, "raw"), (ctypes.c_int64, "rounds seed"))
GvSeedOptions = _layout("GvSeedOptions", (ctypes.c_int64, "count"), (_real, "budget epsilon delta"),
                        (ctypes.c_int64, "rounds seed"), (_real, "settled work memory"),
                        (ctypes.c_int, "way"), (ctypes.c_int64, "ask"))
GvSeedCampaign = _layout("GvSeedCampaign", (_address, "barred included"), (_size, "included_count"),
                         (_address, "active"), (_size, "active_count"),
                         (_address, "cost value group"), (_vertex, "groups per_group"))
GvSeedMethod = _layout("GvSeedMethod", (_text, "name"), (_real, "reach"))
GvSeeds = _layout("GvSeeds", (_size, "count"), (_address, "seeds cumulative lower upper"),
                  (_real, "spent best_possible guarantee promised"), (ctypes.c_int, "end"),
                  (_real, "flattery"), (ctypes.c_uint64, "pool_sets fresh_sets"),
                  (_real, "mean_size"), (_size, "sentinels method"), (GvSeedMethod * 5, "methods"))
GvSimulateOptions = _layout("GvSimulateOptions", (ctypes.c_int64, "seed cascades rounds budget"),
                            (_address, "active"), (_size, "active_count"))
GvSimulation = _layout("GvSimulation", (_size, "cascades"), (_flag, "settled"),
                       (_vertex, "seeds active"), (_real, "mean deviation low high active_won"),
                       (ctypes.c_uint64, "looked"), (_address, "reached won by_round"),
                       (_size, "round_count"), (_address, "probability active_probability"))

_INTERFACE = "0.1"  # the version whose layouts these are
_INT, _REAL, _FLAG, _CHOICE, _TEXT = range(5)  # GvParamType
_FOLLOWS, _INTERACTIONS, _EDGES, _USERS, _EVENTS, _IDENTITIES = range(6)  # GvTableKind
_BRIDGING, _CONVERTIBILITY = 2, 4  # GvFamily
_SPREAD_WEIGHT = 1  # GvSpreadKind
_CASCADES = {"ic": 0, "lt": 1}  # GvCascade
_SEEDS_TIME, _SEEDS_STOPPED, _SEEDS_NO_ROOM = 4, 5, 6  # GvSeedsEnd; those before are no ends by force
_SIMULATE_WORK = 5 * 10**10  # GV_SIMULATE_OPTIONS_INIT
_LEARN_ROUNDS = 100  # GV_LEARN_OPTIONS_INIT
_DUPLICATES = ("default", "sum", "max", "first", "count", "error")  # GvDuplicates
_NOBODY = 2**32 - 1  # GV_VERTEX_NONE


def _candidates():
    """Where the library may lie: named, beside this file, below its prefix, in the system."""
    if os.environ.get("GRAPEVINE_LIBRARY"):
        yield os.environ["GRAPEVINE_LIBRARY"]
        return
    folders = ["", "lib", "lib64", "lib/" + (sysconfig.get_config_var("MULTIARCH") or "")]
    for parent in itertools.islice(pathlib.Path(__file__).resolve().parents, 5):
        for folder in folders:
            yield from map(str, sorted((parent / folder).glob("libgrapevine.so." + _INTERFACE)))
    yield ctypes.util.find_library("grapevine") or "libgrapevine.so." + _INTERFACE


def _load():
    path = next(_candidates())
    try:
        return ctypes.CDLL(path)
    except OSError as error:
        raise ImportError(f"{error}; install Grapevine's library, or let GRAPEVINE_LIBRARY "
                          "name libgrapevine.so") from None


_lib = _load()


def _function(name, result, *arguments):
    function = getattr(_lib, name)
    function.restype, function.argtypes = result, arguments
    return function


_a = _address  # the table below is easier to read so
_g_free = _function("g_free", None, _a)
_g_error_free = _function("g_error_free", None, _a)
_error_quark = _function("gv_error_quark", ctypes.c_uint32)
_version = _function("gv_version", _text)
_task_new = _function("gv_task_new", _a, ctypes.c_uint)
_task_free = _function("gv_task_free", None, _a)
_task_cancel = _function("gv_task_cancel", None, _a)
_task_thread_count = _function("gv_task_thread_count", ctypes.c_uint, _a)
_time_parse = _function("gv_time_parse", _flag, _text, _size, _a)
_duration_parse = _function("gv_duration_parse", _flag, _text, _size, _a)
_options_init = _function("gv_options_init", None, _a, _a)
_options_clear = _function("gv_options_clear", None, _a, _a)
_options_set = _function("gv_options_set", _flag, _a, _a, _text, _a)
_graph_new = _function("gv_graph_new", _a, _vertex, _a, _a, ctypes.c_uint64, _flag, _a)
_graph_ref = _function("gv_graph_ref", _a, _a)
_graph_unref = _function("gv_graph_unref", None, _a)
_graph_vertices = _function("gv_graph_vertices", _vertex, _a)
_graph_edges = _function("gv_graph_edges", ctypes.c_uint64, _a)
_graph_is_directed = _function("gv_graph_is_directed", _flag, _a)
_graph_is_weighted = _function("gv_graph_is_weighted", _flag, _a)
_graph_out = _function("gv_graph_out", GvAdjacency, _a)
_graph_in = _function("gv_graph_in", GvAdjacency, _a)
_graph_reversed = _function("gv_graph_reversed", _a, _a)
_graph_unweighted = _function("gv_graph_unweighted", _a, _a)
_graph_symmetrised = _function("gv_graph_symmetrised", _a, _a, _a, _a)
_network_read = _function("gv_network_read", _a, _a, _size, _a, _a, _a, _a)
_network_free = _function("gv_network_free", None, _a)
_network_graph = _function("gv_network_graph", _a, _a)
_network_names = _function("gv_network_names", _a, _a)
_network_people = _function("gv_network_people", ctypes.POINTER(GvPeople), _a)
_read_report_clear = _function("gv_read_report_clear", None, _a)
_names_count = _function("gv_names_count", _vertex, _a)
_names_get = _function("gv_names_get", _text, _a, _vertex)
_names_find = _function("gv_names_find", _vertex, _a, _text)
_stage_name = _function("gv_stage_name", _text, ctypes.c_int)
_centralities = _function("gv_centralities", ctypes.POINTER(ctypes.POINTER(GvCentrality)))
_centrality_run = _function("gv_centrality_run", _flag, _a, _a, _a, _a, _a, _a)
_methods = _function("gv_community_methods", ctypes.POINTER(ctypes.POINTER(GvCommunityMethod)))
_method_run = _function("gv_community_method_run", _flag, _a, _a, _a, _a, _a, _a, _a)
_holes_run = _function("gv_holes_run", _flag, _a, GvHoles, _a, _a)
_features = _function("gv_features", ctypes.POINTER(ctypes.POINTER(GvFeature)))
_nominate = _function("gv_nominate", _a, _a, _a, _a, _a, _a)
_nomination_free = _function("gv_nomination_free", None, _a)
_nomination_view = _function("gv_nomination_view", GvNominationView, _a)
_nomination_shortlist = _function("gv_nomination_shortlist", _size, _a, _size, _size, _a)
_nomination_reasons = _function("gv_nomination_reasons", _a, _a, _size, ctypes.c_uint)
_nomination_contribution = _function("gv_nomination_contribution", _real, _a, _size)
_spread_parse = _function("gv_spread_parse", _flag, _text, _a, _a)
_spread_residual = _function("gv_spread_residual", _flag, _a, _a, _a, _size, _a, _a, _a, _a)
_learn_parse = _function("gv_learn_parse", _flag, _text, _a, _a)
_learn_influence = _function("gv_learn_influence", _flag, _a, _a, _a, _a, _a, _a)
_seeds_run = _function("gv_seeds_run", _flag, _a, _a, _a, _a, _a, _a, _a)
_seeds_clear = _function("gv_seeds_clear", None, _a)
_seeds_end_sentence = _function("gv_seeds_end_sentence", _text, ctypes.c_int)
_simulate_run = _function("gv_simulate_run", _flag, _a, _a, _a, _size, _a, _a, _a, _a)
_simulation_clear = _function("gv_simulation_clear", None, _a)

__version__ = _version().decode()
if not __version__.startswith(_INTERFACE + "."):
    raise ImportError(f"this module is for version {_INTERFACE} of the library, not {__version__}")


# --- From Python to C and back ------------------------------------------------------------

class _Handle:
    """Owns a pointer of the library. Passed as an argument it keeps what it owns alive."""
    __slots__ = ("_as_parameter_", "_free")

    def __init__(self, pointer, free):
        self._as_parameter_, self._free = _address(pointer), free

    def __del__(self):
        self._free(self._as_parameter_)


class _Memory:
    """Memory of the library as NumPy sees it: not copied, not writable, held by its owner."""

    def __init__(self, owner, address, count, kind):
        self.owner = owner
        self.__array_interface__ = {"version": 3, "shape": (count,), "data": (address, True),
                                    "typestr": np.dtype(kind).str}


def _view(owner, address, count, kind):
    return np.asarray(_Memory(owner, address, count, kind)) if address else None


def _pointer(array):
    return array.ctypes.data_as(_address)  # keeps the array


def _encode(text, what):
    if not isinstance(text, (str, bytes)):
        raise TypeError(f"{what} must be text, not {type(text).__name__}")
    text = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    if b"\0" in text:
        raise ValueError(f"{what} must not hold a NUL")
    return text


def _decode(text):
    return text.decode("utf-8", "surrogateescape")


def _count(value, what, most=2**63):
    value = operator.index(value)
    if not 0 <= value <= most:
        raise ValueError(f"{what} must be in [0, {most}], not {value}")
    return value


def _exception(error, paths):
    """The exception for a GError, which is freed."""
    message = _decode(error.contents.message)
    code = error.contents.code if error.contents.domain == _error_quark() else Code.INTERNAL
    _g_error_free(error)
    if code == Code.INVALID_ARGUMENT:  # name options as Python does
        message = re.sub(r"--([a-z][a-z-]*)", lambda m: m[1].replace("-", "_"), message)
    kind = _ERRORS.get(code, GrapevineError)
    missing = [path for path in paths if not os.path.exists(path)] if code == Code.IO else []
    if missing:
        exception = MissingFileError(message)
        exception.errno, exception.filename = errno.ENOENT, missing[0]
        return exception
    exception = kind(message)
    exception.code = Code(code)
    return exception


class Task:
    """A way to stop a computation from another thread, and to bound its threads (0: all)."""

    def __init__(self, threads=0):
        self._handle = _Handle(_task_new(_count(threads, "threads", 1024)), _task_free)

    @property
    def threads(self):
        return _task_thread_count(self._handle)

    def cancel(self):
        """What runs with this task, or will, raises CancelledError."""
        _task_cancel(self._handle)


def _task(task, threads):
    if task is None:
        return Task(threads)
    if not isinstance(task, Task):
        raise TypeError(f"task must be a grapevine.Task, not {type(task).__name__}")
    if threads:
        raise TypeError("threads and task exclude each other: a task brings its threads")
    return task


class _Work:
    """A call that runs in a thread of its own, which holds all that the call uses."""

    def __init__(self, call):
        self.call, self.result, self.error = call, None, None
        self.gate, self.done = threading.Lock(), threading.Lock()
        self.running = self.abandoned = self.finished = False
        self.done.acquire()

    def run(self):
        with self.gate:
            if self.abandoned:
                return
            self.running = True
        try:
            self.result = self.call()
        except BaseException as error:  # pylint: disable=broad-except; raised by who waits
            self.error = error
        finally:
            self.finished = True
            self.done.release()

    def abandon(self, task):
        """Returns when the call is over, or can no longer begin."""
        with self.gate:
            self.abandoned = True
        if self.running:
            task.cancel()
        while self.running and not self.finished:
            try:
                self.done.acquire(timeout=0.05)
            except BaseException:  # pylint: disable=broad-except; one wish to stop is enough
                pass


def _interruptible(task, call):
    """Signals reach Python's main thread only, and only between two of its steps: so it waits."""
    if threading.current_thread() is not threading.main_thread():
        return call()
    work = _Work(call)
    try:
        _thread.start_new_thread(work.run, ())
        work.done.acquire()
    except BaseException:
        work.abandon(task)
        raise
    if work.error:
        raise work.error
    return work.result


def _run(task, function, *arguments, paths=()):
    """function(…, task, &error), or the exception for its error."""
    error = ctypes.POINTER(GError)()
    result = _interruptible(
        task, lambda: function(*arguments, task._handle, ctypes.byref(error)))
    if error:
        raise _exception(error, paths)
    return result


# --- Options ------------------------------------------------------------------------------

class Option(typing.NamedTuple):
    """One row of an algorithm's table of options."""
    name: str
    default: object
    minimum: float
    maximum: float
    choices: tuple
    help: str


def _params(address):
    """Python's name -> GvParam."""
    table = ctypes.cast(address, ctypes.POINTER(GvParam))
    rows = itertools.takewhile(lambda p: p.name, (table[i] for i in itertools.count()))
    return {_python_name(_decode(p.name)): p for p in rows}


def _python_name(name):
    name = name.replace("-", "_")
    return name + "_" if name in ("lambda", "in", "from", "is", "class") else name


def _choices(param):
    if not param.choices:
        return ()
    return tuple(_decode(c) for c in itertools.takewhile(
        bool, (param.choices[i] for i in itertools.count())))


def _describe(name, param):
    choices = _choices(param) if param.type == _CHOICE else ()
    default = {_INT: int, _REAL: float, _FLAG: bool, _CHOICE: lambda i: choices[int(i)],
               _TEXT: lambda _: None}[param.type](param.initial)
    return Option(name, default, param.min, param.max, choices, _decode(param.help or b""))


def _option_text(name, param, value):
    """As the command line would say it."""
    if param.type == _INT:
        return str(operator.index(value)).encode()
    if param.type == _REAL:
        return repr(float(value)).encode()
    if param.type == _TEXT and isinstance(value, (int, float, np.number)):
        value = repr(value.item() if isinstance(value, np.number) else value)
    return _encode(value, name)


class _Options:
    """An options struct filled by its table."""

    def __init__(self, size, table, given, of):
        self.table = table
        self._as_parameter_ = (ctypes.c_uint64 * (size // 8 + 1))()
        _options_init(self._as_parameter_, table)
        params = _params(table)
        for name, value in given.items():
            if name not in params:
                raise TypeError(f"{of} has no option {name!r}; it has "
                                f"{', '.join(params) or 'none'}")
            if value is not None:
                self._set(name, params[name], value)

    def _set(self, name, param, value):
        if param.type == _FLAG:
            if not isinstance(value, (bool, np.bool_)):
                raise TypeError(f"{name} must be True or False")
            _flag.from_buffer(self._as_parameter_, param.offset).value = bool(value)
            return
        error = ctypes.POINTER(GError)()
        text = _option_text(name, param, value)
        if not _options_set(self, ctypes.byref(param), text, ctypes.byref(error)):
            raise _exception(error, ())

    def __del__(self):
        _options_clear(self._as_parameter_, self.table)


class Algorithm(typing.NamedTuple):
    """What the library says of one of its algorithms."""
    name: str
    summary: str
    formula: str
    reference: str
    cost: str
    undefined: str
    options: dict


def _registered(table):
    rows = itertools.takewhile(bool, (table[i] for i in itertools.count()))
    return {_decode(row.contents.name): row.contents for row in rows}


def _algorithm(entry):
    texts = [_decode(getattr(entry, field, None) or b"") for field in Algorithm._fields[:-1]]
    options = {name: _describe(name, p) for name, p in _params(entry.params).items()}
    return Algorithm(*texts, options)


def centralities():
    """The measures of Graph.centrality, by name, with formula, paper and options."""
    return {name: _algorithm(entry) for name, entry in _registered(_centralities()).items()}


def community_methods():
    """The methods of Graph.communities, by name."""
    return {name: _algorithm(entry) for name, entry in _registered(_methods()).items()}


def _find(table, name, what):
    entries = _registered(table)
    if name not in entries:
        raise ArgumentError(f"there is no {what} {name!r}; there are {', '.join(entries)}")
    return entries[name]


# --- Graphs -------------------------------------------------------------------------------

class Adjacency(typing.NamedTuple):
    """One direction: the neighbours of v are targets[offsets[v]:offsets[v + 1]], ascending.
    Views of the graph's own memory, which they keep. weights: None where every edge weighs 1."""
    offsets: np.ndarray
    targets: np.ndarray
    weights: typing.Optional[np.ndarray]


class Communities(typing.NamedTuple):
    """labels[v], 0 the largest community, and what the method reports of them."""
    labels: np.ndarray
    modularity: float
    count: int
    modularity_at_1: float
    disconnected: int
    levels: int


@dataclasses.dataclass(frozen=True)
class Seeds:
    """Whom to give the campaign to, as `grapevine seed` writes them; arrays have a cell a person."""
    users: list  # names, in the order they were chosen; of a Graph the vertices
    vertices: np.ndarray
    cumulative: np.ndarray  # reach of the first i + 1, from samples that had no say in the choice
    lower: np.ndarray  # but for delta, all of these …
    upper: np.ndarray  # … and these hold
    spent: float
    best_possible: float  # no allowed set reaches more, but for delta
    guarantee: float  # share of it that is proved
    promised: float
    complete: bool
    ended: str  # why sampling ended
    samples: int
    method: str  # whose set this is
    methods: dict  # method -> reach of its set

    def __len__(self):
        return len(self.users)

    @property
    def reach(self):
        """Of all, the seeds counted."""
        return float(self.cumulative[-1]) if len(self.users) else 0.0


@dataclasses.dataclass(frozen=True)
class Simulation:
    """What became of seeds, as `grapevine simulate` has it. reached: others than seeds and active."""
    mean: float  # of reached
    low: float  # 95 % interval of the mean
    high: float
    deviation: float
    cascades: int
    settled: bool
    seeds: int
    active: int
    active_won: float
    reached: np.ndarray  # a cell a cascade
    won: np.ndarray  # everybody won in the end, a cell a cascade
    by_round: np.ndarray
    probability: np.ndarray  # of being won, a cell a person
    active_probability: typing.Optional[np.ndarray]  # the same without the seeds

    @property
    def total(self):
        """Mean of everybody won in the end."""
        return self.active + self.active_won + self.seeds + self.mean


class _Spread:
    """Who wins whom, parsed; the graph that it runs on comes once a task is there."""

    def __init__(self, on, model, probability, activated, seed):
        if model not in _CASCADES:
            raise ArgumentError(f"model must be one of {', '.join(_CASCADES)}, not {model!r}")
        text = probability if isinstance(probability, (str, bytes)) else repr(float(probability))
        error = ctypes.POINTER(GError)()
        self.on, self.activated, self.kept = on, activated, []
        self.learn = GvLearnOptions(rounds=_LEARN_ROUNDS, seed=seed)
        self.spread = GvSpread(kind=_SPREAD_WEIGHT)
        self.learns = _learn_parse(_encode(text, "probability"), ctypes.byref(self.learn),
                                   ctypes.byref(error))
        if not error and not self.learns:
            _spread_parse(_encode(text, "probability"), ctypes.byref(self.spread),
                          ctypes.byref(error))
        if error:
            raise _exception(error, ())
        self.spread.cascade = _CASCADES[model]

    def graph(self, task):
        """The graph, and self.spread on it."""
        graph, made = self.on.graph, _address()
        if self.learns:
            if not isinstance(self.on, Network):
                raise ArgumentError("probability learned needs a network with logs")
            _run(task, lambda *a, k=(self.on, self.learn): _learn_influence(*a), self.on._handle,
                 ctypes.byref(self.learn), ctypes.byref(made), None)
            graph = Graph(made.value)
        if len(self.activated):
            made, spread = _address(), GvSpread()
            _run(task, lambda *a, k=(graph, spread): _spread_residual(*a), graph._handle,
                 ctypes.byref(self.spread), _pointer(self.activated), len(self.activated),
                 ctypes.byref(made), ctypes.byref(spread))
            graph, self.spread = Graph(made.value), spread
        return graph


def _per_person(values, what, n, kind=np.float64):
    """An array [n], or None."""
    if values is None:
        return None
    values = np.ascontiguousarray(values, kind)
    if values.shape != (n,):
        raise ValueError(f"{what} must hold one number for each of the {n} people")
    return values


def _copy(address, count, kind):
    return np.array(_view(None, address, count, kind)) if count else np.empty(0, kind)


class _Found:
    """A result of the library, with the arrays that views show."""

    def __init__(self, result, clear):
        self.result, self._clear = result, clear

    def __del__(self):
        self._clear(ctypes.byref(self.result))


def _simulation(found, n):
    r = found.result
    return Simulation(
        r.mean, r.low, r.high, r.deviation, r.cascades, bool(r.settled), r.seeds, r.active,
        r.active_won, _view(found, r.reached, r.cascades, np.uint32),
        _view(found, r.won, r.cascades, np.uint32),
        _view(found, r.by_round, r.round_count, np.float64),
        _view(found, r.probability, n, np.float64),
        _view(found, r.active_probability, n, np.float64))


def _campaign(n, barred, included, active, columns, per_group):
    """A GvSeedCampaign over n people, and what its pointers point to."""
    mask = np.zeros(n, np.uint8)
    mask[barred] = 1
    cost = _per_person(columns[0], "cost", n)
    value = _per_person(columns[1], "value", n)
    groups = columns[2]
    if groups is not None:
        if np.asarray(groups).shape != (n,):
            raise ValueError(f"groups must hold one label for each of the {n} people")
        groups = np.ascontiguousarray(_ids(groups, "groups"), np.uint32)
    per_group = _count(per_group, "per_group", _NOBODY)
    if (groups is None) != (per_group == 0):
        raise TypeError("groups and per_group go together")
    kept = (mask, included, active, cost, value, groups)
    pointers = [None if a is None else _pointer(a) for a in kept]
    return GvSeedCampaign(
        barred=pointers[0], included=pointers[1], included_count=len(included), active=pointers[2],
        active_count=len(active), cost=pointers[3], value=pointers[4], group=pointers[5],
        groups=0 if groups is None or n == 0 else int(groups.max()) + 1, per_group=per_group), kept


class _Measured:
    """What can be computed of a graph, or of a network's graph."""

    def centrality(self, measure, *, unweighted=False, threads=0, task=None, **options):
        """A score for each vertex; see centralities() for the measures and their options."""
        entry = _find(_centralities(), measure, "measure")
        options = _Options(entry.options_size, entry.params, options, measure)
        graph = self.graph.unweighted() if unweighted else self.graph
        scores = np.empty(len(graph))
        _run(_task(task, threads), _centrality_run, ctypes.byref(entry), graph._handle, options,
             _pointer(scores))
        return scores

    def holes(self, *, unweighted=False, threads=0, task=None):
        """Burt's constraint, effective_size, efficiency and hierarchy, an array each."""
        graph = self.graph.unweighted() if unweighted else self.graph
        arrays = {name: np.empty(len(graph)) for name, _ in GvHoles._fields_}
        holes = GvHoles(*map(_pointer, arrays.values()))
        _run(_task(task, threads), lambda *a, kept=arrays: _holes_run(*a), graph._handle, holes)
        return arrays

    def communities(self, method="leiden", *, unweighted=False, threads=0, task=None, **options):
        """Who belongs together; see community_methods() for the methods and their options."""
        entry = _find(_methods(), method, "method")
        options = _Options(entry.options_size, entry.params, options, method)
        graph = self.graph.unweighted() if unweighted else self.graph
        labels, found = np.empty(len(graph), np.uint32), GvPartition()
        _run(_task(task, threads), _method_run, ctypes.byref(entry), graph._handle, options,
             _pointer(labels), ctypes.byref(found))
        return Communities(labels, found.modularity, found.communities, found.modularity_at_1,
                           found.disconnected, found.levels)

    def seed(self, count=0, *, budget=0, model="ic", probability="weighted-cascade", exclude=(),
             include=(), active=(), activated=(), seeded=(), cost=None, value=None, groups=None,
             per_group=0, seed=1, threads=0, task=None, **options):
        """The set of people who together reach most others: Seeds.

        count: how many; or budget: what they may cost, by cost. exclude, include, active,
        activated, seeded: lists of names (of a Graph: vertices), as the program's options:
        activated are won and have tried everybody, active still spread; seeded, asked before, are
        not asked again. cost, value: arrays, a number for each person, or the users' column of
        that name: "cost", "value", "followers". groups: an array of labels,
        with at most per_group seeds of each: g.communities().labels. options: epsilon, delta,
        rounds, settled, work, pool_memory, method, ask. Ties run from who listens to who is listened to.
        Ctrl-C raises KeyboardInterrupt; CancelledError has the best set so far."""
        size = _size.in_dll(_lib, "gv_seed_options_size").value
        table = ctypes.addressof(GvParam.in_dll(_lib, "gv_seed_params"))
        filled = _Options(size, table, dict(options, count=count, budget=float(budget)), "seed")
        GvSeedOptions.from_buffer(filled._as_parameter_).seed = _count(seed, "seed", 2**53)
        activated = self._people(activated, "activated")
        spread = _Spread(self, model, probability, activated, _count(seed, "seed", 2**53))
        barred = np.concatenate([self._people(exclude, "exclude"), self._people(seeded, "seeded")])
        active = np.concatenate([self._people(active, "active"), activated])
        cost, value = self._column(cost, "cost"), self._column(value, "value")
        campaign, kept = _campaign(len(self), barred, self._people(include, "include"), active,
                                   (cost, value, groups), per_group)
        task, found = _task(task, threads), GvSeeds()
        graph = spread.graph(task)
        try:
            _run(task, lambda *a, k=(graph, spread, kept): _seeds_run(*a), graph._handle,
                 ctypes.byref(spread.spread), filled, ctypes.byref(campaign), ctypes.byref(found))
            return self._seeds(found)
        finally:
            _seeds_clear(ctypes.byref(found))

    def _seeds(self, found):
        vertices = _copy(found.seeds, found.count, np.uint32)
        reach = [_copy(a, found.count, np.float64)
                 for a in (found.cumulative, found.lower, found.upper)]
        methods = {_decode(m.name): m.reach for m in found.methods if m.name}
        ended = _decode(_seeds_end_sentence(found.end))
        seeds = Seeds(self._called(vertices), vertices, *reach, found.spent, found.best_possible,
                      found.guarantee, found.promised, found.end < _SEEDS_TIME, ended,
                      found.pool_sets + found.fresh_sets,
                      list(methods)[found.method] if methods else "", methods)
        if not seeds.complete:
            error = (NoMemoryError if found.end == _SEEDS_NO_ROOM else CancelledError)(ended)
            error.best = seeds
            raise error
        return seeds

    def simulate(self, seeds, *, active=(), activated=(), model="ic",
                 probability="weighted-cascade", cascades=0, rounds=0, seed=1, threads=0,
                 task=None):
        """What becomes of the seeds, a list of names (of a Graph: vertices): a Simulation, from as
        many cascades, or with 0 as many as the mean needs to be known to 1 % or one person."""
        activated = self._people(activated, "activated")
        spread = _Spread(self, model, probability, activated, _count(seed, "seed", 2**53))
        spread.learn.rounds = 0
        starters = self._people(seeds, "seeds")
        active = np.concatenate([self._people(active, "active"), activated])
        options = GvSimulateOptions(
            seed=_count(seed, "seed", 2**53), cascades=_count(cascades, "cascades", 10**9),
            rounds=_count(rounds, "rounds", 2**32 - 1), budget=_SIMULATE_WORK,
            active=_pointer(active), active_count=len(active))
        task, found = _task(task, threads), _Found(GvSimulation(), _simulation_clear)
        graph = spread.graph(task)
        _run(task, lambda *a, k=(graph, spread, active): _simulate_run(*a), graph._handle,
             ctypes.byref(spread.spread), _pointer(starters), len(starters),
             ctypes.byref(options), ctypes.byref(found.result))
        return _simulation(found, len(self))


class Graph(_Measured):
    """An immutable graph. Made by from_arrays(), or the .graph of a network."""

    def __init__(self, pointer):
        self._handle = _Handle(pointer, _graph_unref)

    def __len__(self):
        return _graph_vertices(self._handle)

    def __repr__(self):
        return (f"<grapevine.Graph: {len(self)} vertices, {self.edges} "
                f"{'' if self.weighted else 'un'}weighted {'arcs' if self.directed else 'pairs'}>")

    @property
    def graph(self):
        return self

    def _people(self, given, what):
        people = np.ascontiguousarray(_ids(given if isinstance(given, np.ndarray) else list(given),
                                           what), np.uint32)
        if people.size and int(people.max()) >= len(self):
            raise ArgumentError(f"{what}: the graph has {len(self)} vertices, no number "
                                f"{int(people.max())}")
        return people

    def _called(self, vertices):
        return vertices.tolist()

    def _column(self, given, what):
        if isinstance(given, str):
            raise ArgumentError(f"{what}: a graph has no users, hence no column {given!r}")
        return given

    @property
    def edges(self):
        """How many: arcs, or pairs where the graph is undirected."""
        return _graph_edges(self._handle)

    @property
    def directed(self):
        return bool(_graph_is_directed(self._handle))

    @property
    def weighted(self):
        return bool(_graph_is_weighted(self._handle))

    @property
    def out(self):
        """The arcs by where they begin, as Adjacency."""
        return self._side(_graph_out(self._handle))

    @property
    def in_(self):
        """The arcs by where they end, as Adjacency."""
        return self._side(_graph_in(self._handle))

    def _side(self, side):
        offsets = _view(self._handle, side.offsets, side.n + 1, np.uint64)
        edges = int(offsets[-1])
        return Adjacency(offsets, _view(self._handle, side.targets, edges, np.uint32),
                         _view(self._handle, side.weights, edges, np.float64))

    def reversed(self):
        """The same memory, every arc turned round."""
        return Graph(_graph_reversed(self._handle))

    def unweighted(self):
        """The same memory, every edge weighing 1."""
        return Graph(_graph_unweighted(self._handle))

    def symmetrised(self, *, threads=0, task=None):
        """Undirected, the weights of both directions added."""
        return Graph(_run(_task(task, threads), _graph_symmetrised, self._handle))


def _ids(values, what):
    values = np.asarray(values)
    if values.ndim != 1:
        raise ValueError(f"{what} must have one dimension, not {values.ndim}")
    if values.size and values.dtype.kind not in "iu":
        raise TypeError(f"{what} must hold whole numbers, not {values.dtype}")
    if values.size and not 0 <= int(values.min()) <= int(values.max()) < _NOBODY - 1:
        raise ValueError(f"{what} must hold vertices in [0, {_NOBODY - 1})")
    return values


def from_arrays(source, target, weights=None, *, n=None, directed=True):
    """A graph from the ends of its edges. n: how many vertices (default: as many as are named).
    Loops and weights of 0 are dropped; duplicates are merged (weights added up)."""
    source, target = _ids(source, "source"), _ids(target, "target")
    if len(source) != len(target):
        raise ValueError(f"source has {len(source)} elements, target {len(target)}")
    named = int(max(source.max(), target.max())) + 1 if len(source) else 0
    n = named if n is None else _count(n, "n", _NOBODY - 1)
    pairs = np.empty((len(source), 2), np.uint32)
    pairs[:, 0], pairs[:, 1] = source, target
    if weights is not None:
        weights = np.asarray(weights)
        if weights.size and weights.dtype.kind not in "iuf":
            raise TypeError(f"weights must hold numbers, not {weights.dtype}")
        weights = np.ascontiguousarray(weights, np.float64)
        if weights.shape != source.shape:
            raise ValueError("there must be one weight for each edge")
    error = ctypes.POINTER(GError)()
    made = _graph_new(n, _pointer(pairs), None if weights is None else _pointer(weights),
                      len(pairs), bool(directed), ctypes.byref(error))
    if error:
        raise _exception(error, ())
    return Graph(made)


# --- Networks -----------------------------------------------------------------------------

class Names(Sequence):
    """The people's names, by vertex; index(name) finds one. Nothing is copied until asked for."""

    def __init__(self, network):
        self._network, self._names = network, _address(_network_names(network))

    def __len__(self):
        return _names_count(self._names)

    def __getitem__(self, at):
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        v, n = operator.index(at), len(self)
        if not -n <= v < n:
            raise IndexError(f"there are {n} people, no number {v}")
        return _decode(_names_get(self._names, v % n))

    def _find(self, name):
        if not isinstance(name, (str, bytes)):
            return _NOBODY
        name = name if isinstance(name, bytes) else name.encode("utf-8", "surrogateescape")
        return _NOBODY if b"\0" in name else _names_find(self._names, name)

    def __contains__(self, name):
        return self._find(name) != _NOBODY

    def index(self, name):  # pylint: disable=arguments-differ; a name stands once
        v = self._find(name)
        if v == _NOBODY:
            raise ValueError(f"{name!r} is not in the network")
        return v


@dataclasses.dataclass(frozen=True)
class Nominee:
    """One row of the shortlist, as `grapevine nominate` writes it."""
    rank: int
    user: str
    score: float
    stage: str
    followers: float
    reach: float
    bridging: float
    convertibility: float
    community: int
    reasons: str
    vertex: int
    why: dict  # feature -> share of the score


class Network(_Measured):
    """People, their ties, and what is known of them. Made by read()."""

    def __init__(self, handle, inputs, identities=None):
        self._handle = handle
        self.inputs = inputs  # what was read, a dict for each file
        self.identities = identities  # what became of the accounts, by GvIdentityReport; or None
        self.graph = Graph(_graph_ref(_network_graph(handle)))
        self.names = Names(handle)

    def __len__(self):
        return len(self.graph)

    def __repr__(self):
        return repr(self.graph).replace("Graph: ", "Network: ").replace("vertices", "people")

    def _people(self, given, what, level=3):
        """Vertices of the names; a warning where some are not in the network."""
        if isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
            raise TypeError(f"{what} must be a list of names")
        found = [self.names._find(name) for name in given]
        people = np.array([v for v in found if v != _NOBODY], np.uint32)
        if len(people) < len(found):
            warnings.warn(f"{what}: {len(found) - len(people)} of the people listed are not in the "
                          "network", GrapevineWarning, stacklevel=level)
        return people

    def _column(self, given, what):
        """What is given, or the users' column of that name; who has no value counts nothing."""
        if not isinstance(given, str):
            return given
        people = _network_people(self._handle).contents
        address = getattr(people, given) if given in ("cost", "value", "followers") else None
        if not address:
            raise ArgumentError(f"{what}: the users have no column of numbers {given!r}")
        column = _view(self._handle, address, len(self), np.float64)
        return np.nan_to_num(column) if what == "value" else column

    def _called(self, vertices):
        return [self.names[v] for v in vertices.tolist()]

    def nominate(self, top=20, *, per_community=0, exclude=(), where=None, weights=None,
                 reasons=4, threads=0, task=None, **options):
        """The shortlist, best first: a list of Nominee. top=0: everybody below the gate.

        exclude: names never to be nominated. where: {column: value} of the users' table.
        weights: {feature: number}; features not named weigh 0. options: as those of
        `grapevine nominate` (max_followers, min_followers, probability, opt_in,
        exclude_suspects, seed)."""
        size = _size.in_dll(_lib, "gv_nominate_options_size").value
        table = ctypes.addressof(GvParam.in_dll(_lib, "gv_nominate_params"))
        filled = _Options(size, table, options, "nominate")
        choice, kept = self._choice(exclude, where, weights)
        top, per_community = _count(top, "top"), _count(per_community, "per_community")
        reasons = _count(reasons, "reasons", 1000)
        made = _run(_task(task, threads), lambda *a, kept=kept: _nominate(*a), self._handle,
                    filled, ctypes.byref(choice))
        return self._shortlist(_Handle(made, _nomination_free), top, per_community, reasons)

    def _choice(self, exclude, where, weights):
        """And what its pointers point to."""
        excluded = self._people(exclude, "exclude", 4)
        where = [f"{k}={v}" for k, v in where.items()] if isinstance(where, Mapping) else where
        if isinstance(where, (str, bytes)):
            where = [where]
        conditions = [_encode(w, "where") for w in where or ()]
        conditions = (_text * (len(conditions) + 1))(*conditions)
        weights = None if weights is None else _feature_weights(weights)
        choice = GvNominateChoice(
            excluded=_pointer(excluded), excluded_count=len(excluded),
            where=conditions if where else None,
            weights=None if weights is None
            else ctypes.pointer(GvWeights(by_feature=_pointer(weights))))
        return choice, (excluded, conditions, weights)

    def _shortlist(self, nomination, top, per_community, reasons):
        view = _nomination_view(nomination)

        def column(address, kind=np.float64):
            return _view(nomination, address, view.count, kind)

        chosen = np.empty(view.count + 1, np.uint32)
        rows = _nomination_shortlist(nomination, top, per_community, _pointer(chosen))
        stages = _view(self._handle, _network_people(self._handle).contents.stage, len(self), "u1")
        candidates = column(view.candidates, np.uint32)
        community = column(view.community, np.uint32)
        figures = [column(a) for a in (view.score, view.followers, view.reach,
                                       view.family[_BRIDGING], view.family[_CONVERTIBILITY])]
        nominees = []
        for rank, c in enumerate(map(int, chosen[:rows]), 1):
            v = int(candidates[c])
            score, followers, reach, bridging, convertibility = (
                math.nan if f is None else float(f[c]) for f in figures)
            stage = _decode(_stage_name(int(stages[v]))) if stages is not None else ""
            nominees.append(Nominee(
                rank, self.names[v], score, stage, followers, reach, bridging, convertibility,
                int(community[c]), _reasons(nomination, c, reasons), v, _why(view, c)))
        return nominees


def _feature_weights(weights):
    names = list(_registered(_features()))
    unknown = [name for name in weights if name not in names]
    if unknown:
        raise ArgumentError(f"there is no feature {unknown[0]!r}; there are {', '.join(names)}")
    array = np.array([float(weights.get(name, 0)) for name in names])
    if not np.isfinite(array).all() or not array.any():
        raise ArgumentError("weights must be finite, and not all 0")
    return array


def _reasons(nomination, candidate, at_most):
    text = _nomination_reasons(nomination, candidate, at_most)
    try:
        return _decode(ctypes.string_at(text)) if text else ""
    finally:
        _g_free(text)


def _why(view, candidate):
    columns = (view.columns[i] for i in range(view.column_count))
    return {_decode(c.feature.contents.name): _nomination_contribution(ctypes.byref(c), candidate)
            for c in columns}


# --- Reading ------------------------------------------------------------------------------

@dataclasses.dataclass(frozen=True)
class Table:
    """A file and how to read it. columns: names, "-" skips one; delimiter and header: None = find
    out; header: True or False."""
    path: typing.Union[str, os.PathLike]
    columns: typing.Union[str, Sequence, None] = None
    delimiter: typing.Optional[str] = None
    header: typing.Optional[bool] = None


def _tables(given, kind, columns):
    """The tables of one kind: a path, a Table, or a list of them."""
    if given is None:
        return
    many = isinstance(given, Iterable) and not isinstance(given, (str, bytes))
    for table in given if many else [given]:
        if not isinstance(table, Table):
            table = Table(table, columns=columns)
        yield kind, table


def _columns_by_kind(columns, given):
    if columns is None:
        return {}
    if not isinstance(columns, Mapping):
        columns = {given[0]: columns} if len(given) == 1 else {"?": columns}
    if not set(columns) <= set(given):
        raise TypeError('columns must say whose they are: {"interactions": "actor,target"}')
    return columns


def _source(kind, table):
    columns = table.columns
    if columns is not None and not isinstance(columns, (str, bytes)):
        columns = ",".join(columns)
    delimiter = _encode(table.delimiter or "", "delimiter")
    if len(delimiter) > 1:
        raise ValueError("delimiter must be one of tab , ; | and space")
    return GvSource(kind=kind, path=_encode(os.fspath(table.path), "path"),
                    columns=None if columns is None else _encode(columns, "columns"),
                    delimiter=delimiter or b"\0",
                    header=0 if table.header is None else 1 if table.header else 2)


def _seconds(value, what, parse):
    if isinstance(value, datetime.timedelta):
        return value.total_seconds()
    if isinstance(value, datetime.datetime):
        return (value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)).timestamp()
    if isinstance(value, (str, bytes)):
        text, seconds = _encode(value, what), _real()
        if not parse(text, len(text), ctypes.byref(seconds)):
            raise ArgumentError(f"{what} cannot be read: {value!r}")
        return seconds.value
    value = float(value)
    if not math.isfinite(value):
        raise ArgumentError(f"{what} must be finite")
    return value


def _weight_list(value, what):
    if isinstance(value, Mapping):
        value = ",".join(f"{k}={float(v)!r}" for k, v in value.items())
    return None if value is None else _encode(value, what)


def _report(report):
    fields = [name for name, _ in GvInputReport._fields_ if name != "sha256"]
    inputs = []
    for i in range(report.input_count):
        entry = report.inputs[i]
        inputs.append({f: getattr(entry, f) for f in fields} |
                      {"path": _decode(entry.path), "known": bool(entry.known)})
    for entry in inputs:
        if entry["rejected"]:
            warnings.warn(f"{entry['path']}: {entry['rejected']} bad rows passed over",
                          GrapevineWarning, stacklevel=4)
    if report.faded:
        warnings.warn(f"{report.faded} ties have faded to nothing and are left out; is half_life "
                      "long enough?", GrapevineWarning, stacklevel=4)
    for i in range(report.warnings.contents.len if report.warnings else 0):
        warnings.warn(_decode(report.warnings.contents.pdata[i]), GrapevineWarning, stacklevel=4)
    return inputs


_DIRECTIONS = {None: 0, False: 1, True: 2}  # of GvDirection


def read(follows=None, interactions=None, edges=None, users=None, events=None, identities=None, *,
         columns=None, undirected=None, reverse=False, duplicates="default", half_life=None,
         as_of=None, type_weights=None, channel_weights=None, max_vertices=0, max_expand=0, max_bad=0,
         known_folder=None, threads=0, task=None):
    """Reads tables into a Network, as the program does (docs: the input tables).

    Each of the first six: a path, a Table, or a list of them. identities: whose account on a
    channel it is; accounts in the other tables become these people. columns: of the tables that are
    given as a path: "actor,target,-,time"; with tables of several kinds {"interactions": "…"}.
    half_life: "30d", seconds or a timedelta; as_of: ISO 8601, seconds since 1970 or a datetime
    (UTC where it has no zone). undirected: None takes a graph file's own word, and tables for
    directed. type_weights, channel_weights: {"RT": 3}. reverse: an edges' row
    a, b is the tie b -> a; nominate() works on ties from who listens to who is listened to.
    known_folder: a folder of your own where it is kept which packed graphs (.vine) have been
    checked, so that an unchanged one opens at once; the program's is ~/.cache/grapevine."""
    kinds = {"follows": (follows, _FOLLOWS), "interactions": (interactions, _INTERACTIONS),
             "edges": (edges, _EDGES), "users": (users, _USERS),
             "events": (events, _EVENTS), "identities": (identities, _IDENTITIES)}
    if follows is None and interactions is None and edges is None:
        raise TypeError("no network; name at least one of follows, interactions, edges")
    columns = _columns_by_kind(columns, [n for n, (given, _) in kinds.items() if given is not None])
    tables = [t for name, (given, kind) in kinds.items()
              for t in _tables(given, kind, columns.get(name))]
    if duplicates not in _DUPLICATES:
        raise ArgumentError(f"duplicates must be one of {', '.join(_DUPLICATES)}")
    options = GvReadOptions(
        direction=_DIRECTIONS[undirected if undirected is None else bool(undirected)],
        reverse=bool(reverse),
        duplicates=_DUPLICATES.index(duplicates),
        half_life=0 if half_life is None else _seconds(half_life, "half_life", _duration_parse),
        as_of=math.nan if as_of is None else _seconds(as_of, "as_of", _time_parse),
        type_weights=_weight_list(type_weights, "type_weights"),
        channel_weights=_weight_list(channel_weights, "channel_weights"),
        max_vertices=_count(max_vertices, "max_vertices"), max_bad=_count(max_bad, "max_bad"),
        max_expand=_count(max_expand, "max_expand", 10**15),
        known_folder=None if known_folder is None else _encode(os.fspath(known_folder),
                                                               "known_folder"),
        keep_acts=True)  # nominate() looks at them
    if options.half_life < 0:
        raise ArgumentError("half_life must be above 0")
    return _read([_source(*t) for t in tables], options, _task(task, threads))


def _read(sources, options, task):
    report = GvReadReport()
    paths = [os.fsdecode(s.path) for s in sources if s.path != b"-" and b":" not in s.path]
    try:
        network = _run(task, _network_read, (GvSource * len(sources))(*sources), len(sources),
                       ctypes.byref(options), ctypes.byref(report), paths=paths)
        told = report.identities
        figures = {name: getattr(told, name) for name, _ in GvIdentityReport._fields_}
        return Network(_Handle(network, _network_free), _report(report),
                       figures if told.accounts else None)
    finally:
        _read_report_clear(ctypes.byref(report))
