"""The course on a JupyterHub: the files fit each other and the measurements, and the drop folder keeps learners apart.

The load test itself is not run here: it takes minutes, needs Node, and its figures mean nothing on a busy machine.
"""

import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from traitlets.config import Config

if os.name == "nt":
    pytest.skip("a JupyterHub runs on Linux", allow_module_level=True)

ROOT = Path(__file__).resolve().parents[2]
HUB = ROOT / "deploy" / "jupyterhub"
README = (HUB / "README.md").read_text(encoding="utf-8")
VALUES = yaml.safe_load((HUB / "kubernetes" / "values.yaml").read_text(encoding="utf-8"))
COLLECT = yaml.safe_load((HUB / "kubernetes" / "collect.yaml").read_text(encoding="utf-8"))
INSTALL = (HUB / "tljh" / "install.sh").read_text(encoding="utf-8")
DOCKERFILE = (HUB / "kubernetes" / "Dockerfile").read_text(encoding="utf-8")
TEXTS = [path for path in HUB.rglob("*") if path.suffix in (".py", ".sh", ".md", ".yaml") or path.name == "Dockerfile"]
TEACHERS, ANA, BEN = 60_901, 60_902, 60_903  # numbers of groups and accounts that no machine has

sys.path.insert(0, str(HUB))
import drop_folder
from class_on_hub import hour, report, use

as_others = pytest.mark.skipif(os.geteuid() != 0, reason="only root can try the drop folder as two other accounts")


# -- limits and what was measured -----------------------------------------------------------------


def measured(words):
    """Return the highest value of a row of results.md."""
    (row,) = [
        line for line in (HUB / "results.md").read_text(encoding="utf-8").splitlines() if line.startswith(f"| {words}")
    ]
    return float(row.strip(" |").split("|")[-1].replace(",", ""))


def mib(text):
    """Return a size such as 768M in MiB, as JupyterHub reads it."""
    number, unit = re.fullmatch(r"(\d+)([MG])", text).groups()
    return int(number) * {"M": 1, "G": 1024}[unit]


def limit_of_tljh():
    return re.search(r"limits\.memory (\w+)", INSTALL)[1]


def test_a_learner_with_two_notebooks_fits_into_every_limit():
    most = max(measured("highest so far"), measured("server and two kernels, at the end: resident"))
    memory = VALUES["singleuser"]["memory"]
    assert most > 200  # as a server and two kernels have; a smaller figure would be no measurement
    assert mib(memory["limit"]) >= 1.5 * most and mib(limit_of_tljh()) >= 1.5 * most
    assert mib(memory["guarantee"]) >= measured("server and two kernels, at the end: resident")


def test_the_readme_names_the_limits_that_the_files_set():
    memory = VALUES["singleuser"]["memory"]
    assert memory["limit"] == limit_of_tljh()
    assert f"{memory['limit'][:-1]} MB" in README and f"{memory['guarantee'][:-1]} MB" in README
    assert VALUES["singleuser"]["cpu"]["limit"] == int(re.search(r"limits\.cpu (\d+)", INSTALL)[1])
    assert (
        VALUES["cull"]["timeout"] == int(re.search(r"cull\.timeout (\d+)", INSTALL)[1]) == 3600
        and "after an hour" in README
    )


# -- what is fetched ------------------------------------------------------------------------------


def images():
    """Give every image that the files name."""
    one = VALUES["singleuser"]
    yield f"{one['image']['name']}:{one['image']['tag']}"
    yield from (container["image"] for container in one["initContainers"] + COLLECT["spec"]["containers"])
    yield from re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    yield re.search(r"-t (\S+)", DOCKERFILE)[1]


def test_images_are_pinned_and_name_no_registry():
    for image in images():
        name, _, tag = image.partition(":")
        assert "/" not in name and "." not in name, image
        assert len(re.findall(r"\d+", tag)) >= 3, f"{image} is not pinned"
    assert len({image for image in images() if image.startswith("nato-course-hub")}) == 1


def test_no_file_names_an_address_outside():
    hosts = {
        (path.name, host)
        for path in TEXTS
        for host in re.findall(r"\w+://([^/\s\"'`)>{$]+)", path.read_text(encoding="utf-8"))
    }
    assert all(re.fullmatch(r"127\.0\.0\.1:?|HUB", host) for _, host in hosts), hosts


def pins(path):
    """Return the versions and the number of hashes of a lock file, by package."""
    blocks = re.split(r"^(?=[a-zA-Z0-9])", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {
        re.match(r"[\w.-]+", block)[0]: (re.search(r"==([^\s;]+)", block)[1], block.count("--hash="))
        for block in blocks
        if "==" in block.split("\n")[0]
    }


def test_the_lock_has_hashes_and_the_versions_of_the_course():
    hub, course = pins(HUB / "requirements.lock"), pins(ROOT / "requirements.lock")
    assert all(hashes for _, hashes in hub.values())
    assert {name: hub[name][0] for name in course} == {name: version for name, (version, _) in course.items()}
    assert {"jupyterhub", "nbgitpuller"} <= hub.keys() - course.keys()
    assert "--require-hashes -r /tmp/requirements.lock" in DOCKERFILE and "--require-hashes" in INSTALL


@pytest.mark.parametrize("text", [INSTALL, DOCKERFILE, (HUB / "local" / "set_up.sh").read_text(encoding="utf-8")])
def test_both_packages_are_installed_where_they_can_be_built_from(text):
    (line,) = [line for line in text.splitlines() if "--editable" in line]
    engine, course = re.findall(r"--editable \"?([\w$/-]+)", line)
    assert engine == f"{course}/engine"


def test_hub_chart_and_image_have_one_jupyterhub():
    version = pins(HUB / "requirements.lock")["jupyterhub"][0]
    chart, hub = re.search(
        r"chart (\S+) \(JupyterHub (\d+\.\d+)\)", (HUB / "kubernetes" / "values.yaml").read_text(encoding="utf-8")
    ).groups()
    assert version.startswith(f"{hub}.") and f"--version {chart}" in README


# -- settings -------------------------------------------------------------------------------------


def run(path):
    """Run a configuration file as JupyterHub does, and return what it sets."""
    config = Config()
    exec(
        compile(path.read_text(encoding="utf-8"), str(path), "exec"),
        {"get_config": lambda: config, "__file__": str(path)},
    )
    return config


def spawner(name):
    return SimpleNamespace(user=SimpleNamespace(name=name, escaped_name=name))


def test_tljh_gives_each_learner_a_drop_folder_of_their_own():
    config = run(HUB / "tljh" / "nato_course.py")
    drop = config.Spawner.environment.get_value({"KEPT": "yes"})
    assert drop["KEPT"] == "yes"
    assert drop["NATO_COURSE_DROP"](spawner("ana")) == "/srv/nato-course/drop/ana"
    assert '"$place/drop"' in INSTALL and "place=/srv/nato-course\n" in INSTALL
    assert config.Spawner.cmd == ["sh", "/srv/nato-course/start_server.sh"] and '"$place/start_server.sh"' in INSTALL


def test_the_local_hub_stays_on_this_machine(monkeypatch, tmp_path):
    settings = {
        "FOLDER": tmp_path,
        "COURSE": tmp_path / "course",
        "PORTS": "1,2,3",
        "PASSWORD": "only-for-a-test",
        "LEARNERS": "25",
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"NATO_HUB_{name}", str(value))
    config = run(HUB / "local" / "jupyterhub_config.py")
    addresses = [config.JupyterHub.bind_url, config.JupyterHub.hub_bind_url, config.ConfigurableHTTPProxy.api_url]
    assert all(address.startswith("http://127.0.0.1:") for address in addresses)
    assert len(config.Authenticator.allowed_users) == 25 and "admin_users" not in config.Authenticator
    for name in ("NATO_COURSE_HOME", "NATO_COURSE_DROP", "JUPYTERLAB_WORKSPACES_DIR"):
        of_each = {config.Spawner.environment[name](spawner(learner)) for learner in config.Authenticator.allowed_users}
        assert len(of_each) == 25 and all(Path(folder).is_relative_to(tmp_path) for folder in of_each)


def test_a_server_gives_its_kernels_sockets_that_only_the_learner_reads(tmp_path):
    (tmp_path / "jupyterhub-singleuser").write_text('#!/bin/sh\necho "$JUPYTER_RUNTIME_DIR" "$(umask)" "$@"')
    (tmp_path / "jupyterhub-singleuser").chmod(0o755)
    home = "/home/jupyter-" + "n" * 24  # the longest that TLJH makes
    env = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "HOME": home}
    said = subprocess.run(
        ["sh", HUB / "start_server.sh", "--port=1"], env=env, text=True, capture_output=True
    ).stdout.split()
    assert said == [f"{home}/.run", "0027", "--KernelManager.transport=ipc", "--port=1"]
    assert len(f"{said[0]}/kernel-{uuid.uuid4()}-ipc-5") < 107  # what a socket's path may have


def test_the_local_hub_needs_a_password(monkeypatch, tmp_path):
    for name, value in {"FOLDER": tmp_path, "COURSE": tmp_path, "PORTS": "1,2,3", "LEARNERS": "1"}.items():
        monkeypatch.setenv(f"NATO_HUB_{name}", str(value))
    monkeypatch.delenv("NATO_HUB_PASSWORD", raising=False)
    with pytest.raises(KeyError, match="PASSWORD"):
        run(HUB / "local" / "jupyterhub_config.py")


def test_kubernetes_shows_a_learner_one_folder_and_no_network():
    one = VALUES["singleuser"]
    (mount,) = one["storage"]["extraVolumeMounts"]
    assert mount["subPath"] == "{username}" and mount["mountPath"] == one["extraEnv"]["NATO_COURSE_DROP"]
    assert one["initContainers"][0]["volumeMounts"] == [mount]
    claims = {
        entry["persistentVolumeClaim"]["claimName"]
        for entry in one["storage"]["extraVolumes"] + COLLECT["spec"]["volumes"]
    }
    volume = yaml.safe_load((HUB / "kubernetes" / "drop-volume.yaml").read_text(encoding="utf-8"))
    assert claims == {volume["metadata"]["name"]} and volume["spec"]["accessModes"] == ["ReadWriteMany"]
    assert not one["networkPolicy"]["egressAllowRules"]["nonPrivateIPs"]
    assert "dummy" not in VALUES["hub"]["config"]["JupyterHub"]["authenticator_class"].lower()
    assert VALUES["hub"]["config"]["NativeAuthenticator"]["open_signup"] is False


def test_hook_image_and_link_mean_the_same_notebooks():
    command = VALUES["singleuser"]["lifecycleHooks"]["postStart"]["exec"]["command"][-1]
    repository, branch, folder = re.search(r"gitpuller file://(\S+) (\S+) (\S+)", command).groups()
    assert repository in DOCKERFILE and f"main:{branch}" == "main:main"
    assert INSTALL.count('"$place/class.git"') >= 3 and repository == "/srv/nato-course/class.git"
    assert VALUES["singleuser"]["defaultUrl"].startswith(f"/lab/tree/{folder}/") and folder == "nato-in-notebooks"
    link = re.search(r"https://HUB/hub/user-redirect/git-pull\?(\S+)", README)[1]
    assert f"repo=file://{repository}" in link and f"branch={branch}" in link and f"targetPath={folder}" in link


def test_the_readme_is_open_about_what_was_not_run_and_names_files_that_exist():
    assert README.count("not been run") >= 2 and "not part of the tests" in README
    for name in re.findall(r"deploy/jupyterhub/([\w./-]+\w)", README):
        assert (HUB / name).exists(), name


@pytest.mark.parametrize("script", sorted(HUB.rglob("*.sh")), ids=lambda path: path.name)
def test_shell_scripts_parse(script):
    assert subprocess.run(["sh", "-n", script]).returncode == 0


# -- the class's notebooks ------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("git"), reason="git is not on this machine")
def test_a_newer_release_is_one_more_commit(tmp_path):
    course, repository = tmp_path / "course", tmp_path / "class.git"
    for name in ("lessons/01.ipynb", "exercises/01.ipynb", "solutions/01.ipynb"):
        (course / name).parent.mkdir(parents=True)
        (course / name).write_text("{}")

    def make():
        command = ["sh", HUB / "make_class_repository.sh", "course", "class.git"]
        done = subprocess.run(command, text=True, capture_output=True, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def git(*arguments):
        return subprocess.run(
            ["git", "-C", repository, *arguments], text=True, capture_output=True, check=True
        ).stdout.split("\n")[:-1]

    assert "class.git" in make() and "up to date" in make()
    (course / "lessons" / "01.ipynb").write_text("[]")
    (course / "exercises" / "01.ipynb").rename(course / "exercises" / "02.ipynb")
    make()
    assert git("ls-tree", "-r", "--name-only", "main") == ["exercises/02.ipynb", "lessons/01.ipynb"]
    assert len(git("rev-list", "main")) == 2


# -- the drop folder ------------------------------------------------------------------------------


@pytest.fixture
def drop():
    """A drop folder under a parent that every account may pass."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    drop_folder.make(place / "drop", TEACHERS if os.geteuid() == 0 else os.getegid())
    yield place / "drop"
    shutil.rmtree(place)


def shell(account, command, group=None):
    """Run a command as another account, with the umask that the hub sets."""
    done = subprocess.run(
        ["sh", "-c", command],
        user=account,
        group=group or account,
        extra_groups=[],
        umask=0o027,
        text=True,
        capture_output=True,
        cwd="/",
    )
    return done.returncode == 0


def test_its_rights_and_that_they_are_mended(drop):
    assert stat.S_IMODE(drop.stat().st_mode) == 0o3773
    drop.chmod(0o777)
    drop_folder.make(drop, drop.stat().st_gid)
    assert stat.S_IMODE(drop.stat().st_mode) == 0o3773


@as_others
def test_a_learner_hands_in_and_no_other_learner_lists_reads_or_deletes(drop):
    assert shell(ANA, f"mkdir {drop}/ana && echo work > {drop}/ana/a.json && echo loose > {drop}/b.json")
    assert shell(ANA, f"cat {drop}/ana/a.json")
    assert not shell(ANA, f"ls {drop}") and not shell(BEN, f"ls {drop}")
    for command in (
        "ls {}/ana",
        "cat {}/ana/a.json",
        "cat {}/b.json",
        "rm -f {}/b.json",
        "mv {}/ana {}/ben",
        "touch {}/ana/c.json",
    ):
        assert not shell(BEN, command.format(drop, drop)), command
    assert (drop / "ana" / "a.json").read_text() == "work\n" and (drop / "b.json").exists()


@as_others
def test_the_teachers_group_reads_everything(drop):
    shell(ANA, f"mkdir {drop}/ana && echo work > {drop}/ana/a.json")
    assert shell(BEN, f"ls {drop} && cat {drop}/ana/a.json", group=TEACHERS)


@as_others
def test_collecting_goes_by_the_owner_and_not_by_the_name_of_the_folder(drop, tmp_path):
    shell(BEN, f"mkdir {drop}/ana && echo false > {drop}/ana/a.json")  # Ben takes Ana's folder before her
    shell(ANA, f"echo true > {drop}/a.json")
    assert drop_folder.collect(drop, tmp_path / "all") == []
    assert (tmp_path / "all" / str(BEN) / "a.json").read_text() == "false\n"
    assert (tmp_path / "all" / str(ANA) / "a.json").read_text() == "true\n"


def test_collecting_follows_no_link_waits_for_no_pipe_and_takes_nothing_large(drop, tmp_path):
    secret = tmp_path / "secret.json"
    secret.write_text("secret")
    (drop / "work.json").write_text("{}")
    (drop / "link.json").symlink_to(secret)
    (drop / "folder").symlink_to(tmp_path)
    os.mkfifo(drop / "pipe.json")
    with (drop / "large.json").open("wb") as large:
        large.truncate(drop_folder.MOST_BYTES + 1)
    left_out = drop_folder.collect(drop, tmp_path / "all")
    assert [line.split(":")[0] for line in left_out] == ["large.json", "link.json", "pipe.json"]
    assert [path.name for path in (tmp_path / "all").rglob("*") if path.is_file()] == ["work.json"]


def test_its_command_says_what_is_wrong(drop, tmp_path, capsys):
    assert drop_folder.main(["make", str(tmp_path / "new"), "--group", "no-such-group-here"]) == 2
    assert "no group no-such-group-here" in capsys.readouterr().err and not (tmp_path / "new").exists()
    assert drop_folder.main(["collect", str(tmp_path / "nowhere"), str(tmp_path / "all")]) == 1
    assert drop_folder.main(["collect", str(drop), str(tmp_path / "all")]) == 0
    assert f"course grade {tmp_path / 'all'}" in capsys.readouterr().out


# -- the load test's own sums ---------------------------------------------------------------------


def test_every_third_answer_begins_with_a_mistake_and_ends_right():
    items = [item for item in hour.items() if item.kind != "code"]
    given = {(number, item.full_id): hour.answers_of(number, item) for number in range(1, 26) for item in items}
    assert {len(answers) for answers in given.values()} == {1, 2}
    for (_, name), answers in given.items():
        (item,) = [one for one in items if one.full_id == name]
        assert [item.logic.check(item, answer).outcome == "correct" for answer in answers] == [False, True][
            -len(answers) :
        ]


def test_the_page_shows_failures_and_sums():
    one = use.Use(rss=300, pss=250, peak=310, cpu=4, kernels=2)
    moments = (report.START, report.LESSON, report.ANSWERED)
    hub = {"hub": use.Use(90, 80, 95, 5, 0), "proxy": use.Use(50, 50, 50, 1, 0)}
    notes = hour.Notes(
        starts=[1.0, 2.0, 3.0],
        uses={moment: [one] * 3 for moment in moments},
        hub=dict.fromkeys((*moments, hour.BEGIN), hub),
        failures=["learner-02 could not hand in: full"],
    )
    found = report.Found(
        learners=3,
        notes=notes,
        versions={"jupyterhub": "5"},
        begun=0,
        seconds=60,
        load=(0.5, 1.5),
        client=2,
        graded=2,
        wrong=1,
        grading=0.1,
    )
    page = report.text(found)
    assert "- learner-02 could not hand in: full" in page and "2 of 3 learners" in page
    assert "| 3 | 2.000 | 3.000 | 3.000 |" in page
    assert "3.8 learners fit into 1 GB" in page  # 1,000,000,000 / (250 * 1,048,576)
    assert "| 1,000 | 262 GB |" in page and "arithmetic, not measured" in page
