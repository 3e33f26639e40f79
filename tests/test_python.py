"""python/grapevine.py over the shared library. GRAPEVINE_LIBRARY, GRAPEVINE_PROGRAM,
GRAPEVINE_LAYOUTS and GRAPEVINE_DATA say where things lie.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import ctypes
import gc
import gzip
import io
import math
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import warnings

try:
    import numpy as np
except ImportError:
    print("skipped: this Python has no NumPy (Debian: python3-numpy)")
    sys.exit(77)

import grapevine

NETWORKS = os.path.join(os.environ["GRAPEVINE_DATA"], "networks")


def facebook():
    return grapevine.read(edges=os.path.join(NETWORKS, "ego_facebook.txt.gz"), undirected=True)


def program(*arguments):
    """The rows that the program writes, as dicts."""
    done = subprocess.run([os.environ["GRAPEVINE_PROGRAM"], *arguments, "--format", "csv"],
                          check=True, capture_output=True, cwd=NETWORKS)
    return list(csv.DictReader(io.StringIO(done.stdout.decode(), newline="")))


def column(rows, name):
    return np.array([float(row[name]) for row in rows])


def big_random(n=20000, m=200000, **options):
    rng = np.random.default_rng(1)
    return grapevine.from_arrays(rng.integers(0, n, m), rng.integers(0, n, m), n=n, **options)


class Files(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, text, name="file.csv"):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path


class SameAsTheProgram(unittest.TestCase):
    def test_the_three_lines_of_the_readme(self):
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(NETWORKS)
        lines = [line[4:] for line in grapevine.__doc__.splitlines() if line.startswith("    ")]
        self.assertEqual(len(lines), 3)
        scope = {}
        exec("\n".join(lines), scope)  # pylint: disable=exec-used; as a reader would type them
        rows = program("centrality", "--edges", "ego_facebook.txt.gz", "--undirected",
                       "--measure", "pagerank")
        np.testing.assert_array_equal(scope["pagerank"], column(rows, "pagerank"))
        self.assertEqual(list(scope["g"].names), [row["user"] for row in rows])

    def test_every_centrality(self):
        measures = list(grapevine.centralities())
        g, rows = facebook(), program("centrality", "--edges", "ego_facebook.txt.gz",
                                      "--undirected", "--measure", ",".join(measures))
        self.assertIn("betweenness", measures)
        for measure in measures:
            np.testing.assert_array_equal(g.centrality(measure), column(rows, measure), measure)

    def test_options_come_from_the_library(self):
        g = facebook()
        command = ["centrality", "--edges", "ego_facebook.txt.gz", "--undirected", "--measure"]
        rows = program(*command, "pagerank", "--damping", "0.5")
        np.testing.assert_array_equal(g.centrality("pagerank", damping=.5),
                                      column(rows, "pagerank"))
        rows = program(*command, "betweenness", "--sources", "50", "--seed", "3", "--normalized")
        np.testing.assert_array_equal(
            g.centrality("betweenness", sources=50, seed=np.int64(3), normalized=True),
            column(rows, "betweenness"))
        self.assertEqual(grapevine.centralities()["pagerank"].options["damping"].default, .85)
        self.assertEqual(grapevine.centralities()["harmonic"].options["mode"].choices[0], "in")

    def test_holes(self):
        holes = facebook().holes()
        rows = program("holes", "--edges", "ego_facebook.txt.gz", "--undirected")
        for name, values in holes.items():
            np.testing.assert_array_equal(values, column(rows, name))
        self.assertEqual(len(holes), 4)

    def test_communities(self):
        found = facebook().communities(resolution=2)
        rows = program("communities", "--edges", "ego_facebook.txt.gz", "--undirected",
                       "--resolution", "2")
        np.testing.assert_array_equal(found.labels, column(rows, "community"))
        self.assertEqual(found.count, found.labels.max() + 1)
        self.assertTrue(0 < found.modularity < 1)

    def test_nominate(self):
        path = os.path.join(NETWORKS, "ucsocial.tsv.zst")
        g = grapevine.read(interactions=path, columns=["actor", "target", "weight"])
        rows = program("nominate", "--interactions", path, "--columns", "actor,target,weight",
                       "--per-community", "2", "--max-followers", "50", "--top", "7", "--features")
        nominees = g.nominate(7, per_community=2, max_followers=50)
        self.assertEqual(len(nominees), 7)
        for nominee, row in zip(nominees, rows):
            self.assertEqual([nominee.user, nominee.reasons, nominee.stage],
                             [row["user"], row["reasons"], row["stage"]])
            for name in ("rank", "score", "followers", "reach", "bridging", "community"):
                self.assertEqual(getattr(nominee, name), float(row[name]), name)
            for feature, share in nominee.why.items():
                self.assertEqual(share, float(row["why." + feature]))

    def test_nominate_knows_when(self):
        path = os.path.join(os.environ["GRAPEVINE_DATA"], "higgs", "higgs-activity_time.txt.gz")
        with tempfile.TemporaryDirectory() as folder:
            some = os.path.join(folder, "some.txt")
            with gzip.open(path) as log, open(some, "wb") as file:
                file.writelines(line for line, _ in zip(log, range(20000)))
            g = grapevine.read(interactions=some, columns=["actor", "target", "time", "type"])
            rows = program("nominate", "--interactions", some, "--columns",
                           "actor,target,time,type", "--top", "20", "--features")
        nominees = g.nominate(20)
        self.assertIn("recent_response", nominees[0].why)
        self.assertEqual({"why." + name for name in nominees[0].why},
                         {name for name in rows[0] if name.startswith("why.")})
        for nominee, row in zip(nominees, rows):
            self.assertEqual([nominee.user, nominee.reasons], [row["user"], row["reasons"]])
            for feature, share in nominee.why.items():
                self.assertEqual(share, float(row["why." + feature]))

    def test_a_packed_graph_is_checked_once(self):
        with tempfile.TemporaryDirectory() as folder:
            packed, notes = os.path.join(folder, "g.vine"), os.path.join(folder, "notes")
            subprocess.run([os.environ["GRAPEVINE_PROGRAM"], "generate", "erdos-renyi", "--edges",
                            "60000", "--vertices", "20000", "-o", packed], check=True)
            time.sleep(.05)
            known = [grapevine.read(edges=packed, known_folder=where).inputs[0]["known"]
                     for where in (None, notes, notes)]
            self.assertEqual(known, [False, False, True])


    def assert_same_seeds(self, seeds, rows):
        self.assertEqual(seeds.users, [row["user"] for row in rows])
        for name, values in (("cumulative_reach", seeds.cumulative), ("lower_bound", seeds.lower),
                             ("upper_bound", seeds.upper)):
            np.testing.assert_array_equal(values, column(rows, name))

    def test_seed(self):
        g = facebook()
        command = ["seed", "--edges", "ego_facebook.txt.gz", "--undirected"]
        seeds = g.seed(5, seed=3)
        self.assert_same_seeds(seeds, program(*command, "--count", "5", "--seed", "3"))
        self.assertEqual([g.names.index(user) for user in seeds.users], seeds.vertices.tolist())
        self.assertTrue(seeds.complete and seeds.method in seeds.methods and len(seeds) == 5)
        self.assertTrue(seeds.lower[-1] <= seeds.reach <= seeds.upper[-1])
        self.assert_same_seeds(g.seed(3, model="lt", rounds=2, settled=.1),
                               program(*command, "--count", "3", "--model", "lt", "--rounds", "2",
                                       "--settled", ".1"))
        self.assert_same_seeds(g.seed(4, method="acquaintance", ask=60),
                               program(*command, "--count", "4", "--method", "acquaintance",
                                       "--ask", "60"))
        graph = g.graph.seed(5, seed=3)
        self.assertEqual(graph.users, seeds.vertices.tolist())

    def test_seed_with_people(self):
        with tempfile.TemporaryDirectory() as folder:
            lists = {"exclude": ["0", "107"], "include": ["5"], "active": ["1684"],
                     "activated": ["1912", "3437"], "seeded": ["348"]}
            command = ["seed", "--edges", "ego_facebook.txt.gz", "--undirected", "--count", "4",
                       "--probability", "0.02", "--quiet"]
            for name, people in lists.items():
                with open(os.path.join(folder, name), "w", encoding="ascii") as file:
                    file.write("\n".join(people) + "\n")
                command += ["--" + name, os.path.join(folder, name)]
            rows = program(*command)
        g = facebook()
        self.assert_same_seeds(g.seed(4, probability=.02, **lists), rows)
        labels = g.communities().labels
        rows = program("seed", "--edges", "ego_facebook.txt.gz", "--undirected", "--count", "6",
                       "--per-community", "1")
        self.assert_same_seeds(g.seed(6, groups=labels, per_group=1), rows)
        self.assertEqual(len({labels[v] for v in g.seed(6, groups=labels, per_group=1).vertices}),
                         6)

    def test_simulate(self):
        g = facebook()
        with tempfile.TemporaryDirectory() as folder:
            for name, people in (("s", "0\n107\n"), ("a", "1684\n"), ("x", "1912\n")):
                with open(os.path.join(folder, name), "w", encoding="ascii") as file:
                    file.write(people)
            rows = program("simulate", "--edges", "ego_facebook.txt.gz", "--undirected",
                           "--seeds", os.path.join(folder, "s"), "--cascades", "320", "--active",
                           os.path.join(folder, "a"), "--activated", os.path.join(folder, "x"),
                           "--people", os.path.join(folder, "p.csv"))
            with open(os.path.join(folder, "p.csv"), encoding="ascii") as file:
                people = list(csv.DictReader(file))
        told = {(row["section"], row["name"]): row["value"] for row in rows}
        found = g.simulate(["0", "107"], active=["1684"], activated=["1912"], cascades=320)
        for name, value in (("mean", found.mean), ("low_95", found.low), ("high_95", found.high)):
            self.assertEqual(value, float(told["reached", name]))
        self.assertEqual([found.seeds, found.active, found.cascades], [2, 2, 320])
        self.assertEqual(found.total, float(told["total", "mean"]))
        self.assertEqual(found.reached.mean(), found.mean)
        np.testing.assert_array_equal(found.probability, column(people, "probability"))
        np.testing.assert_array_equal(found.active_probability, column(people, "without_seeds"))
        self.assertEqual(g.graph.simulate(g.seed(2).vertices).seeds, 2)


class Memory(unittest.TestCase):
    def test_nothing_is_copied(self):
        g = facebook()
        out, again = g.graph.out, g.graph.in_
        self.assertIsNone(out.weights)
        for first, second in zip(out[:2], again[:2]):  # undirected: both sides are one
            self.assertTrue(np.shares_memory(first, second))
            self.assertEqual(first.__array_interface__["data"][0],
                             second.__array_interface__["data"][0])
        turned = grapevine.from_arrays([0, 1], [1, 2], [2., 3.])
        self.assertTrue(np.shares_memory(turned.out.weights, turned.reversed().in_.weights))
        self.assertIsNone(turned.unweighted().out.weights)

    def test_the_librarys_memory_cannot_be_written(self):
        offsets = facebook().graph.out.offsets
        with self.assertRaises(ValueError):
            offsets[0] = 1
        with self.assertRaises(ValueError):
            offsets.setflags(write=True)

    def test_arrays_outlive_the_graph(self):
        g = big_random(20000, 400000)
        out, scores = g.out, g.centrality("out_degree")
        targets = out.targets.copy()
        del g
        gc.collect()
        filler = [np.ones(10**6) for _ in range(20)]  # what was freed is unmapped or written over
        np.testing.assert_array_equal(out.targets, targets)
        np.testing.assert_array_equal(np.diff(out.offsets), scores)
        del filler

    def test_names_outlive_the_network(self):
        names = facebook().names
        gc.collect()
        self.assertEqual([names[0], names[-1], len(names)], ["0", "4038", 4039])

    def test_types(self):
        out = grapevine.from_arrays([0, 1], [1, 2], [2, 3]).out
        self.assertEqual([a.dtype for a in out], [np.uint64, np.uint32, np.float64])
        self.assertEqual(facebook().centrality("degree").dtype, np.float64)

    def test_repeated_calls_do_not_leak(self):
        with open("/proc/self/statm", encoding="ascii") as before:
            start = int(before.read().split()[1])
        for _ in range(10):
            g = big_random(1000, 200000)
            g.centrality("degree")
            with self.assertRaises(ValueError):
                g.centrality("pagerank", damping=7)
        with open("/proc/self/statm", encoding="ascii") as after:
            grown = (int(after.read().split()[1]) - start) * os.sysconf("SC_PAGE_SIZE")
        self.assertLess(grown, 60e6)  # one graph: 5 MB

    def test_layouts_are_those_of_the_headers(self):
        text = subprocess.run([os.environ["GRAPEVINE_LAYOUTS"]], check=True, capture_output=True,
                              encoding="ascii").stdout
        self.assertGreater(len(text.splitlines()), 80)
        for line in text.splitlines():
            name, *_, value = line.split()
            struct, _, field = name.partition(".")
            ours = getattr(grapevine, struct)
            if field:
                ours = getattr(ours, field).offset
            elif isinstance(ours, type):
                ours = ctypes.sizeof(ours)
            self.assertEqual(ours, int(value), name)


class Arrays(unittest.TestCase):
    def test_from_arrays(self):
        g = grapevine.from_arrays([0, 0, 2, 1], [1, 2, 0, 1], [1, 2, .5, 9], n=5)
        self.assertEqual([len(g), g.edges, g.directed, g.weighted], [5, 3, True, True])
        np.testing.assert_array_equal(g.out.targets, [1, 2, 0])
        np.testing.assert_array_equal(g.centrality("out_strength"), [3, 0, .5, 0, 0])
        self.assertEqual(grapevine.from_arrays([0, 1], [1, 0], directed=False).edges, 1)

    def test_any_layout_of_numpy(self):
        pairs = np.array([[0, 1], [1, 2], [2, 0]], order="F", dtype=">i8")
        g = grapevine.from_arrays(pairs[:, 0], pairs[::1, 1], np.arange(1, 7)[::2])
        np.testing.assert_array_equal(g.out.targets, [1, 2, 0])
        np.testing.assert_array_equal(g.out.weights, [1, 3, 5])

    def test_empty(self):
        g = grapevine.from_arrays([], [])
        self.assertEqual([len(g), g.edges, len(g.out.offsets), len(g.out.targets)], [0, 0, 1, 0])
        self.assertEqual(len(g.centrality("betweenness")), 0)
        self.assertEqual(len(grapevine.from_arrays([], [], n=3).centrality("degree")), 3)

    def test_symmetrised(self):
        self.assertEqual(grapevine.from_arrays([0, 1], [1, 0]).symmetrised().edges, 1)

    def test_hostile_arrays(self):
        for arrays, n, kind in (
                (([0], [1, 2]), None, ValueError), (([-1], [0]), None, ValueError),
                (([2**32], [0]), None, ValueError), (([.5], [1]), None, TypeError),
                (([[0]], [[1]]), None, ValueError), ((["a"], ["b"]), None, TypeError),
                (([5], [0]), 3, ValueError), (([0], [1]), -1, ValueError),
                (([0], [1]), 2**32, ValueError), (([0], [1]), 2.5, TypeError),
                (([0], [1], [-1]), None, ValueError), (([0], [1], [math.nan]), None, ValueError),
                (([0], [1], [1, 2]), None, ValueError), (([0], [1], [1j]), None, TypeError),
                (([0], [1], ["x"]), None, TypeError), ((None, None), None, ValueError)):
            with self.subTest(arrays=arrays, n=n), self.assertRaises(kind):
                grapevine.from_arrays(*arrays, n=n)


class Reading(Files):
    def test_chinese_names(self):
        path = self.file("follower,followee\n张伟,李娜\n王芳,李娜\n李娜,007\n")
        g = grapevine.read(follows=path)
        self.assertEqual(list(g.names), ["张伟", "李娜", "王芳", "007"])
        self.assertEqual(g.names.index("王芳"), 2)
        self.assertIn("007", g.names)
        self.assertNotIn("7", g.names)
        self.assertNotIn("a\0b", g.names)
        np.testing.assert_array_equal(g.centrality("in_degree"), [0, 2, 0, 1])
        self.assertEqual([g.names[-1], g.names[1:3]], ["007", ["李娜", "王芳"]])
        with self.assertRaises(IndexError):
            g.names[4]  # pylint: disable=pointless-statement; it raises
        with self.assertRaises(ValueError):
            g.names.index("nobody")

    def test_people_of_events_come_last(self):
        follows = self.file("follower,followee\na,b\n", "f.csv")
        events = self.file("user,event,time,parent\nd,buy,5,c\na,buy,6,\n", "e.csv")
        users = self.file("user\nz\n", "u.csv")
        g = grapevine.read(follows=follows, events=events, users=users)
        self.assertEqual(list(g.names), ["a", "b", "z", "d", "c"])
        with self.assertRaisesRegex(grapevine.InputError, "f.csv:1: expected at least 3 fields"):
            grapevine.read(follows=follows, events=follows)

    def test_accounts_of_one_person_are_one(self):
        follows = self.file("follower,followee,channel\nwx1,wx2,wechat\nwb1,wx2,weibo\n"
                            "wb1,wb2,weibo\nwx1,wx9,wechat\n", "f.csv")
        ids = self.file("channel,account,user\nwechat,wx1,张伟\nweibo,wb1,张伟\nweibo,wb2,李娜\n"
                        "wechat,wx9,张伟\n", "ids.csv")
        with self.assertWarnsRegex(grapevine.GrapevineWarning, "several accounts on one channel"):
            g = grapevine.read(follows=follows, identities=ids)
        self.assertEqual(list(g.names), ["张伟", "wx2", "李娜"])
        self.assertEqual(g.inputs[0]["self_loops"], 1)
        self.assertEqual(g.identities, {"accounts": 4, "people": 2, "accounts_met": 4,
                                        "people_met": 2, "joined": 1, "most": 3, "doubled": 1,
                                        "namesakes": 0})
        self.assertIsNone(grapevine.read(follows=follows).identities)
        twice = self.file("weibo,wb1,A\nweibo,wb1,B\n", "twice.csv")
        with self.assertRaisesRegex(grapevine.InputError, "twice.csv:2: this account"):
            grapevine.read(follows=follows, identities=grapevine.Table(twice))

    def test_users_stages_and_choices(self):
        follows = self.file("follower,followee\na,b\nc,b\nd,b\na,c\nd,c\nb,d\n", "张.csv")
        users = self.file("user,stage,区域\nb,粉丝,北\nc,member,南\nd,fan,北\n", "users.csv")
        g = grapevine.read(follows=grapevine.Table(follows, delimiter=","), users=[users])
        everybody = g.nominate(0, max_followers="100%")
        self.assertEqual({n.user: n.stage for n in everybody},
                         {"b": "fan", "c": "member", "d": "fan"})
        north = g.nominate(0, max_followers="100%", where={"区域": "北"}, exclude=["b"])
        self.assertEqual([n.user for n in north], ["d"])
        with self.assertWarns(grapevine.GrapevineWarning):
            g.nominate(exclude=["nobody"])
        only = g.nominate(0, max_followers="100%", weights={"audience": 1})
        self.assertEqual({f for n in only for f, share in n.why.items() if share}, {"audience"})
        for kind, arguments in ((ValueError, {"weights": {"charm": 1}}), (ValueError, {"top": -1}),
                                (ValueError, {"weights": {"audience": math.inf}}),
                                (TypeError, {"exclude": "b"}), (TypeError, {"where": [7]}),
                                (ValueError, {"probability": 2}), (TypeError, {"opt_in": 1}),
                                (TypeError, {"top": 1.5}), (TypeError, {"charm": 1})):
            with self.subTest(arguments=arguments), self.assertRaises(kind):
                g.nominate(**arguments)
        with self.assertRaises(ValueError):
            g.nominate(where=["no equals sign"])

    def test_time_and_weights(self):
        path = self.file("actor,target,type,time\na,b,RT,0\nc,b,RE,86400\n")
        g = grapevine.read(interactions=path, half_life="1d", type_weights={"RT": 4})
        np.testing.assert_allclose(g.centrality("out_strength"), [2, 0, 1])
        g = grapevine.read(interactions=path, as_of="1970-01-01T12:00:00Z")
        self.assertEqual(g.graph.edges, 1)

    def test_errors(self):
        path = self.file("source,target,weight\na,b,1\na,c,-5\n")
        with self.assertRaises(grapevine.InputError) as caught:
            grapevine.read(edges=path)
        self.assertTrue(str(caught.exception).startswith(path + ":3: "))
        self.assertEqual(caught.exception.code, grapevine.Code.PARSE)
        self.assertIsInstance(caught.exception, ValueError)
        with self.assertRaises(FileNotFoundError) as caught:
            grapevine.read(edges=path + ".nowhere")
        self.assertEqual(caught.exception.filename, path + ".nowhere")
        self.assertEqual(caught.exception.code, grapevine.Code.IO)
        with self.assertRaises(OSError):
            grapevine.read(edges=self.folder.name)
        with self.assertRaises(grapevine.LimitError):
            grapevine.read(edges=self.file("a b\nc d\n", "other"), max_vertices=2)
        with self.assertWarns(grapevine.GrapevineWarning):
            g = grapevine.read(edges=path, max_bad=1)
        self.assertEqual(g.inputs[0]["rejected"], 1)

    def test_hostile_arguments(self):
        path = self.file("a b\nb c\n")
        for kind, call in (
                (TypeError, grapevine.read),
                (TypeError, lambda: grapevine.read(edges=7)),
                (TypeError, lambda: grapevine.read(edges=path, users=path, columns="a,b")),
                (ValueError, lambda: grapevine.read(edges="a\0b")),
                (ValueError, lambda: grapevine.read(edges=path, duplicates="some")),
                (ValueError, lambda: grapevine.read(edges=path, half_life="soon")),
                (ValueError, lambda: grapevine.read(edges=path, half_life=-1)),
                (ValueError, lambda: grapevine.read(edges=path, max_bad=-1)),
                (ValueError, lambda: grapevine.read(edges=grapevine.Table(path, delimiter="--"))),
                (ValueError, lambda: grapevine.read(edges=path, threads=5000)),
                (TypeError, lambda: grapevine.read(edges=path, task="now"))):
            with self.assertRaises(kind):
                call()

    def test_hostile_options(self):
        g = grapevine.from_arrays([0, 1], [1, 2])
        for kind, measure, options in (
                (ValueError, "pagerank", {"damping": math.nan}),
                (ValueError, "pagerank", {"damping": 1e300}),
                (TypeError, "pagerank", {"dampin": .5}),
                (TypeError, "betweenness", {"normalized": "yes"}),
                (TypeError, "betweenness", {"sources": 1.5}),
                (ValueError, "betweenness", {"sources": -1}),
                (ValueError, "harmonic", {"mode": "up"}), (TypeError, "harmonic", {"mode": 3}),
                (ValueError, "harmonic", {"mode": "in\0out"}),
                (ValueError, "nobody", {}), (ValueError, "page\0rank", {}), (ValueError, None, {})):
            with self.subTest(measure=measure, options=options), self.assertRaises(kind):
                g.centrality(measure, **options)
        with self.assertRaisesRegex(ValueError, "^damping must"):
            g.centrality("pagerank", damping=2)


class Campaigns(Files):
    def network(self):
        follows = self.file("follower,followee\na1,a\na2,a\na3,a\nb1,b\nb2,b\nc1,c\n", "f.csv")
        users = self.file("user,cost,value\na,9,1\nb,2,1\nc,1,50\nc1,1,\n", "u.csv")
        events = self.file("user,event,time,item\n" + "".join(
            f"b,e,{10 * i},x{i}\nb1,e,{10 * i + 1},x{i}\na,e,{10 * i},y{i}\n"
            for i in range(20)), "e.csv")
        return grapevine.read(follows=follows, users=users, events=events)

    def test_costs_and_values(self):
        g = self.network()
        self.assertEqual(g.seed(1).users, ["a"])
        self.assertEqual(g.seed(1, value="value").users, ["c"])
        self.assertEqual(g.seed(1, value=[n == "b2" for n in g.names]).users[0][0], "b")
        costs = np.ones(len(g))
        costs[g.names.index("a")] = 9
        bought = g.seed(budget=2, cost=costs)
        self.assertEqual([bought.users[0], bought.spent], ["b", 2])
        with self.assertRaisesRegex(ValueError, "cost"):
            g.seed(budget=2, cost="cost")  # some are not known
        self.assertEqual(g.seed(1, probability="learned:raw").users, ["b"])
        self.assertEqual(g.simulate(["b"], probability="learned:raw", cascades=64).mean, 1)

    def test_views_outlive_their_simulation(self):
        reached = self.network().simulate(["a"], cascades=64).reached
        gc.collect()
        filler = [np.ones(10**5) for _ in range(20)]
        np.testing.assert_array_equal(reached, np.full(64, 3))
        with self.assertRaises(ValueError):
            reached[0] = 1
        del filler

    def test_hostile_campaigns(self):
        g = self.network()
        for kind, call in (
                (ValueError, g.seed), (ValueError, lambda: g.seed(-1)),
                (TypeError, lambda: g.seed(1, charm=2)), (TypeError, lambda: g.seed(1.5)),
                (ValueError, lambda: g.seed(1, model="xy")),
                (ValueError, lambda: g.seed(1, probability=2)),
                (ValueError, lambda: g.seed(1, probability="learned:nonsense")),
                (ValueError, lambda: g.seed(1, epsilon=5)), (TypeError, lambda: g.seed(1, exclude="a")),
                (ValueError, lambda: g.seed(1, cost=[1, 2])),
                (ValueError, lambda: g.seed(1, cost=np.zeros(len(g)))),
                (ValueError, lambda: g.seed(1, value="wealth")),
                (TypeError, lambda: g.seed(1, groups=[0] * len(g))),
                (ValueError, lambda: g.seed(1, groups=[0], per_group=1)),
                (TypeError, lambda: g.seed(1, groups=[.5] * len(g), per_group=1)),
                (ValueError, lambda: g.seed(1, include=["a", "b"])),
                (ValueError, lambda: g.seed(1, active=list(g.names))),
                (TypeError, lambda: g.simulate("a")), (TypeError, lambda: g.simulate(7)),
                (ValueError, lambda: g.simulate(["a"], cascades=-1)),
                (ValueError, lambda: g.graph.simulate([99])),
                (TypeError, lambda: g.graph.simulate(["a"])),
                (ValueError, lambda: g.graph.seed(1, value="value")),
                (ValueError, lambda: g.graph.seed(1, probability="learned"))):
            with self.assertRaises(kind):
                call()
        with self.assertWarns(grapevine.GrapevineWarning) as caught:
            g.seed(1, activated=["nobody"])
        self.assertEqual(caught.filename, __file__)

    def test_an_empty_network(self):
        empty = grapevine.from_arrays([], [])
        self.assertEqual(empty.seed(1).users, [])
        self.assertEqual(empty.seed(1).reach, 0)


class Interruption(unittest.TestCase):
    def test_control_c_stops_a_search_for_seeds(self):
        g = big_random()
        threading.Timer(.5, os.kill, (os.getpid(), signal.SIGINT)).start()
        with self.assertRaises(KeyboardInterrupt):
            g.seed(200, probability=.001, settled=1e-4, work=0, pool_memory=0)
        threading.Timer(.3, os.kill, (os.getpid(), signal.SIGINT)).start()
        with self.assertRaises(KeyboardInterrupt):
            g.simulate([1, 2], probability=.1, cascades=10**7)

    def test_a_cancelled_search_tells_its_best(self):
        task, g = grapevine.Task(), big_random(2000, 8000)
        threading.Timer(2, task.cancel).start()
        with self.assertRaises(grapevine.CancelledError) as caught:
            g.seed(20, probability=.001, settled=1e-4, work=0, pool_memory=0, task=task)
        best = caught.exception.best
        self.assertEqual([len(best), best.complete], [20, False])
        self.assertGreaterEqual(best.reach, 20 * .9)

    def test_control_c_stops_a_long_computation(self):
        g = big_random(60000, 600000)  # minutes of work
        sent = []

        def send():
            sent.append(time.monotonic())
            os.kill(os.getpid(), signal.SIGINT)

        threading.Timer(.3, send).start()
        with self.assertRaises(KeyboardInterrupt):
            g.centrality("betweenness")
        self.assertLess(time.monotonic() - sent[0], 20)  # not minutes, whatever else runs
        self.assertEqual(len(g.centrality("degree")), 60000)  # and life goes on

    def test_another_signals_exception_stops_it_too(self):
        def alarm(*_):
            raise TimeoutError

        g = big_random(60000, 600000)
        old = signal.signal(signal.SIGALRM, alarm)
        self.addCleanup(signal.signal, signal.SIGALRM, old)
        signal.setitimer(signal.ITIMER_REAL, .3)
        with self.assertRaises(TimeoutError):
            g.centrality("betweenness")

    def test_a_task_stops_from_another_thread(self):
        task = grapevine.Task(threads=1)
        threading.Timer(.3, task.cancel).start()
        with self.assertRaises(grapevine.CancelledError) as caught:
            big_random(60000, 600000).centrality("betweenness", task=task)
        self.assertEqual(caught.exception.code, grapevine.Code.CANCELLED)
        self.assertEqual(task.threads, 1)

    def test_python_runs_meanwhile(self):
        ticks, stop = [], threading.Event()

        def tick():
            while not stop.wait(.01):
                ticks.append(1)

        ticker = threading.Thread(target=tick)
        ticker.start()
        facebook().centrality("betweenness")
        stop.set()
        ticker.join()
        self.assertGreater(len(ticks), 3)

    def test_same_bits_from_many_python_threads(self):
        g, found = facebook(), {}

        def work(i):
            found[i] = g.centrality("pagerank", threads=i + 1)

        threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for i in range(4):
            np.testing.assert_array_equal(found[i], g.centrality("pagerank"))


if __name__ == "__main__":
    warnings.simplefilter("always")
    unittest.main()
